import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PackFault } from "../../policies/pack/pack-fault";
import { findPackMandate, type Surroundings } from "../../policies/pack/pack-mandate";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-mandate-"));
  for (const name of ["shop", "pack"]) mkdirSync(path.join(folder, name));
  write("shop/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
};
/** In the project's folder, unless the environment says otherwise. */
const surroundings = (environment: Surroundings["environment"] = {}): Surroundings => ({
  packFolder: path.join(folder, "pack"),
  workingFolder: path.join(folder, "pack"),
  environment: { PWD: path.join(folder, "shop"), ...environment },
});
const find = (
  configured?: unknown,
  environment?: Surroundings["environment"],
  project: string | undefined = "shop",
) => {
  const { mandate, folder: beside, announcement } = findPackMandate(configured, project, surroundings(environment));
  return {
    name: mandate.name,
    beside: beside && path.relative(folder, beside),
    announcement: announcement.replaceAll(folder, ""),
  };
};
const fault = (configured?: unknown, environment?: Surroundings["environment"]) => {
  try {
    find(configured, environment);
  } catch (error) {
    if (error instanceof PackFault) return error.message.replaceAll(folder, "");
    throw error;
  }
  throw new Error("it was found");
};

describe("the mandate that the pack judges by", () => {
  it("is the first of five, in this order", () => {
    for (const name of ["shop/mandate.yaml", "shop/env.yaml", "shop/config.yaml", "pack/mandate.yaml"]) {
      write(name, `name: ${name.replaceAll(/\W/g, "-")}\n`);
    }
    const named = { STATESIDE_MANDATE: "env.yaml" };
    expect(find({ name: "object" }, named)).toEqual({
      name: "object",
      beside: undefined,
      announcement: "judged by mandate `object` of the pack's configuration",
    });
    expect(find("config.yaml", named)).toEqual({
      name: "shop-config-yaml",
      beside: "shop",
      announcement: "judged by mandate `shop-config-yaml` of the pack's configuration: /shop/config.yaml",
    });
    expect(find(undefined, named)).toEqual({
      name: "shop-env-yaml",
      beside: "shop",
      announcement: "judged by mandate `shop-env-yaml` of STATESIDE_MANDATE: /shop/env.yaml",
    });
    expect(find()).toEqual({
      name: "shop-mandate-yaml",
      beside: "shop",
      announcement: "judged by mandate `shop-mandate-yaml` of the project: /shop/mandate.yaml",
    });
    rmSync(path.join(folder, "shop/mandate.yaml"));
    expect(find()).toEqual({
      name: "pack-mandate-yaml",
      beside: "pack",
      announcement:
        "judged by mandate `pack-mandate-yaml` that the pack was built with (no mandate.yaml beside Pulumi.yaml in /shop)",
    });
    rmSync(path.join(folder, "pack/mandate.yaml"));
    expect(find()).toEqual({
      name: "built-in",
      beside: "shop",
      announcement: "judged by the built-in mandate (no mandate.yaml beside Pulumi.yaml in /shop)",
    });
  });

  it("takes an empty STATESIDE_MANDATE for none, as programs do", () => {
    expect(find(undefined, { STATESIDE_MANDATE: "" }).name).toBe("built-in");
  });

  it.each([
    ["another project is there", {}, "pets", "pets"],
    ["the shell is elsewhere", { PWD: "/" }, "shop", "shop"],
    ["the shell's folder isn't absolute", { PWD: "shop" }, "shop", "shop"],
    ["no shell tells its folder", { PWD: undefined }, "shop", "shop"],
    ["a name is hostile", {}, "\u001b[2J", "\\x1b[2J"],
  ])("isn't the project's own where %s, and says so", (_, environment, project, shown) => {
    write("shop/mandate.yaml", "name: ours\n");
    const why = `the folder of project \`${shown}\` isn't known: run pulumi in it`;
    expect(find(undefined, environment, project).announcement).toBe(`judged by the built-in mandate (${why})`);
  });

  it("isn't the project's own where no resource tells the project, and says so", () => {
    write("shop/mandate.yaml", "name: ours\n");
    const { announcement } = findPackMandate(undefined, undefined, surroundings());
    expect(announcement).toBe("judged by the built-in mandate (no resource tells the project)");
  });

  it("is the same for the same configuration in another order", () => {
    const classes = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, { countries: ["US"] }]));
    const of = (names: readonly string[]) =>
      findPackMandate({ name: "x", classes: classes(names), defaultClass: "a" }, "shop", surroundings()).mandate;
    expect([...of(["b", "a"]).classes.keys()]).toEqual([...of(["a", "b"]).classes.keys()]);
  });

  it("shows names so that a terminal obeys nothing in them", () => {
    expect(find({ name: "ours`\u202e" }, {}).announcement).toBe(
      "judged by mandate `ours`\\u202e` of the pack's configuration",
    );
  });
});

describe("a mandate that isn't valid", () => {
  it.each([
    ["shop/mandate.yaml", undefined, {}],
    ["shop/env.yaml", undefined, { STATESIDE_MANDATE: "env.yaml" }],
    ["shop/config.yaml", "config.yaml", {}],
    ["pack/mandate.yaml", undefined, {}],
  ])("in %s is told with every error, and gives way to no other", (name, configured, environment) => {
    write(name, "name: ours\ndefaultClass: us-usr\neffects: { possible: pass }\n");
    expect(fault(configured, environment)).toBe(
      [
        `/${name}:2:15: unknown class \`us-usr\`; use \`us-user\` or \`operational\``,
        `/${name}:3:22: unknown effect \`pass\`; use \`block\` or \`warn\``,
      ].join("\n"),
    );
  });

  it("in the configuration is told with what stands there", () => {
    const configured = { name: "ours", effects: { possible: "pass" }, defaultClass: "us-usr" };
    expect(fault(configured)).toBe(
      [
        'mandate in the pack\'s configuration, at `"defaultClass": "us-usr"`: unknown class `us-usr`; use `us-user` or `operational`',
        'mandate in the pack\'s configuration, at `"possible": "pass"`: unknown effect `pass`; use `block` or `warn`',
      ].join("\n"),
    );
  });

  it.each([[null], [7], [false], [["ours"]]])("is %j where nobody checks the configuration", (configured) => {
    expect(fault(configured)).toContain("the mandate is");
  });

  it.each([
    [
      "a file that is not there",
      "gone.yaml",
      {},
      "can't read the mandate of the pack's configuration, `/shop/gone.yaml` (ENOENT)",
    ],
    [
      "a folder",
      undefined,
      { STATESIDE_MANDATE: "." },
      "can't read the mandate of STATESIDE_MANDATE, `/shop` (EISDIR)",
    ],
    [
      "a path from nowhere",
      "ours.yaml",
      { PWD: "/" },
      "can't tell where `ours.yaml` of the pack's configuration is: the folder of project `shop` isn't known: run pulumi in it, or use an absolute path",
    ],
  ])("is %s", (_, configured, environment, message) => {
    expect(fault(configured, environment)).toBe(message);
  });

  it("is one with a name that is not read", () => {
    write("shop/mandate.yml", "name: ours\n");
    expect(fault()).toBe("`/shop/mandate.yml` is not read; name it mandate.yaml");
  });

  it("is a link that leads nowhere", () => {
    symlinkSync("gone.yaml", path.join(folder, "shop/mandate.yaml"));
    expect(fault()).toBe("can't read the mandate of the project, `/shop/mandate.yaml` (ENOENT)");
  });

  it("can be passed over by an absolute path where Pulumi.yaml can't be read", () => {
    write("shop/Pulumi.yaml", "name: [shop]\n");
    write("ours.yaml", "name: ours\n");
    expect(fault()).toContain("/shop/Pulumi.yaml:1:7");
    expect(find(undefined, { STATESIDE_MANDATE: path.join(folder, "ours.yaml") }).name).toBe("ours");
  });
});
