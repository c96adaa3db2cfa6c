import { runStack } from "./configured";

/** A policy's statements, as a stack declares them with its example configuration. */
interface Written {
  readonly stack: string;
  readonly policy: string;
  readonly text: string;
  /** The matching rules of the stack's dynamic groups, by the groups' ids. */
  readonly rules: ReadonlyMap<string, string>;
}

type Outputs = Readonly<Record<string, string>>;

/** Runs the stacks on Oracle Cloud one after the other: each is given what those before it export. */
async function writtenStatements(): Promise<Written[]> {
  const landing = await run("landing", {});
  const primary = await run("primary", { landing: landing.outputs });
  const traffic = await run("traffic", { landing: landing.outputs, primary: primary.outputs });
  return [landing, primary, traffic].flatMap(({ statements }) => statements);
}

async function run(stack: string, exported: { readonly landing?: Outputs; readonly primary?: Outputs }) {
  const { resources, outputs } = await runStack(stack, exported);
  // Mocks call every resource by its name.
  const groups = resources
    .filter(({ type }) => type === "oci:Identity/dynamicGroup:DynamicGroup")
    .map(({ name, inputs }) => [`${name}-id`, String(inputs["matchingRule"])] as const);
  const statements = resources
    .filter(({ type }) => type === "oci:Identity/policy:Policy")
    .flatMap(({ name: policy, inputs }) => {
      // SAFETY: the SDK declares them as a list of texts, and mocks know every value.
      const written = inputs["statements"] as readonly string[];
      return written.map((text) => ({ stack, policy, text, rules: new Map(groups) }));
    });
  return { outputs: texts(outputs), statements };
}

/** What stacks need of each other is text: an output of another kind would be refused where it is read. */
function texts(outputs: Readonly<Record<string, unknown>>): Outputs {
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, String(value)]));
}

const people = ["gatekeepers", "operators", "auditors"].map((role) => `group 'us-enclave'/'us-enclave-${role}'`);

/** Everybody whom a statement may name by name: roles, and services of Oracle's, some of which are one for each region. */
const principals: ReadonlySet<string> = new Set([
  ...people,
  "dynamic-group 'us-enclave'/'us-enclave-workloads'",
  "service objectstorage-us-ashburn-1",
  "service objectstorage-us-phoenix-1",
  "service blockstorage",
  "service keymanagementservice",
  "service cloudguard",
]);

/** What a group by its id consists of: resources of one of Oracle's services in one compartment. */
const serviceResources =
  /^ALL \{resource\.type = '(?:autonomousdatabase|filesystem|certificateauthority)', resource\.compartment\.id = '[^']+'\}$/;

/**
 * Connectors, clusters and deployment pipelines have no group: a statement about them names anybody, and its conditions what
 * is one, in which compartment. A node pool is told by the key that it hands on.
 * https://docs.oracle.com/en-us/iaas/Content/connector-hub/policies.htm
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Concepts/contengpolicyconfig.htm
 */
const byKind =
  /^Allow any-user to .* where all ?\{request\.principal\.type ?= ?'(?:serviceconnector|cluster|devopsdeploypipeline)', .*request\.principal\.compartment\.id ?= ?'[^']+'/;
const nodePool =
  /^Allow any-user to use key-delegates in compartment id \S+ where all \{request\.principal\.type = 'nodepool', target\.key\.id = '[^']+'\}$/;

function isNamed({ text, rules }: Written): boolean {
  const [, subject = ""] = /^Allow (.+?) to (?:inspect|read|use|manage) /.exec(text) ?? [];
  const [, id] = /^dynamic-group id (\S+)$/.exec(subject) ?? [];
  if (id !== undefined) return serviceResources.test(rules.get(id) ?? "");
  return subject === "any-user" ? byKind.test(text) || nodePool.test(text) : principals.has(subject);
}

describe("the policies of all stacks", () => {
  let statements: readonly Written[];

  beforeAll(async () => {
    statements = await writtenStatements();
  });

  it("are of the roles, the services and the stacks that need them", () => {
    expect(statements.length).toBeGreaterThan(30);
    expect(new Set(statements.map(({ stack }) => stack))).toContain("primary");
    expect(statements.filter(({ text }) => !text.startsWith("Allow "))).toEqual([]);
  });

  it("name nobody but gatekeepers, operators, auditors, workloads and Oracle's services", () => {
    expect(statements.filter((statement) => !isNamed(statement)).map(({ text }) => text)).toEqual([]);
  });

  it("let people in from the offices alone, and in the United States alone", () => {
    const open = statements
      .filter(({ text }) => text.startsWith("Allow group "))
      .filter(
        ({ text }) =>
          !text.includes("request.networkSource.name = 'us-enclave-offices'") ||
          !/where all \{any \{(?:request\.region = '(?:IAD|PHX)'(?:, )?)+\}/.test(text),
      );
    expect(open).toEqual([]);
  });

  it("are about compartments, and never about the whole tenancy, but for what a service needs there", () => {
    const tenancyWide = statements.filter(({ text }) => / in tenancy\b/.test(text));
    // Labels are the tenancy's.
    const labels =
      /^Allow any-user to use tag-namespaces in tenancy where all \{.*target\.tag-namespace\.name = 'stateside'\}$/;
    const others = tenancyWide.filter(({ text }) => !text.startsWith("Allow service ") && !labels.test(text));
    expect(others).toEqual([]);
  });
});
