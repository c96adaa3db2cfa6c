/** The arrows of the architecture: who may import whom. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { pathNot: allowed, dependencyTypesNot: ["type-only"] },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "kernel-stands-alone",
      comment: "the kernel imports its own folder, Node built-ins and the yaml parser",
      severity: "error",
      from: { path: "^policies/residency/" },
      to: { pathNot: ["^policies/residency/", "^(node:)?(fs|path|crypto|util)$", "node_modules/yaml/"] },
    },
    only("rules-use-the-kernel", "^policies/rules/", ["^policies/(residency|rules)/"], "rules import the kernel only"),
    only(
      "pack-adapts",
      "^policies/(index\\.ts|pack/)",
      ["^policies/", "^(node:)?(fs|path)$", "node_modules/@pulumi/(policy|pulumi)/"],
      "the pack imports rules, kernel and the policy SDK",
    ),
    {
      name: "doors-use-the-kernel",
      severity: "error",
      from: { path: "^doors/" },
      to: { path: "^(policies/(rules|index)|cli|components|stacks)" },
    },
    {
      name: "cli-builds-nothing",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^(components|stacks|policies/index)" },
    },
    {
      name: "components-know-the-mandate",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(doors|cli|stacks|policies)", pathNot: "^policies/residency/(mandate|geography|dates)" },
    },
    {
      name: "stacks-compose",
      severity: "error",
      from: { path: "^stacks/" },
      to: { path: "^(doors|cli|policies/(rules|index))" },
    },
    {
      name: "sdks-stay-in-components",
      comment: "only components and stacks import provider SDKs at run time",
      severity: "error",
      from: { path: "^(policies|doors|cli)/" },
      to: { path: "node_modules/@pulumi/(oci|aws|gcp)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "observers-are-independent",
      comment: "what the real engine's tests are made of shares no code with what they test",
      severity: "error",
      from: { path: "^test/engine/(host|provider|plugin)/" },
      to: { path: "^(doors|cli|policies)/" },
    },
    {
      name: "product-without-tests",
      severity: "error",
      from: { pathNot: "^(test|bench)/" },
      to: { path: "^(test|bench)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|fixtures/programs)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
