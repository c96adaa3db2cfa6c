import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PackFault } from "../../policies/pack/pack-fault";
import { findProjectFolder } from "../../policies/pack/project-folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-project-"));
  for (const name of ["shop/src/deep", "shop/node_modules/pack", "pets", "none"]) {
    mkdirSync(path.join(folder, name), { recursive: true });
  }
  write("shop/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  write("pets/Pulumi.yaml", "name: pets\nruntime: nodejs\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
};
const find = (project: string, ...starts: string[]) => {
  const found = findProjectFolder(
    project,
    starts.map((start) => path.join(folder, start)),
  );
  return found && path.relative(folder, found);
};

describe("the folder of the project that an operation is about", () => {
  it.each([
    ["the folder itself", "shop", ["shop"], "shop"],
    ["a folder above", "shop", ["shop/src/deep"], "shop"],
    ["the one that the pack is installed in", "shop", ["none", "shop/node_modules/pack"], "shop"],
    ["the second, where the first is another project's", "shop", ["pets", "shop/node_modules/pack"], "shop"],
    ["the first of two of the same name", "shop", ["shop/src", "shop"], "shop"],
    ["none, where the project has another name", "shop", ["pets"], undefined],
    ["none, where there is no project", "shop", ["none"], undefined],
    ["none, where the start is not there", "shop", ["gone"], undefined],
  ])("is %s", (_, project, starts, found) => {
    expect(find(project, ...starts)).toBe(found);
  });

  it.each(["Pulumi.json", "Pulumi.yml"])("is told by %s, too", (name) => {
    write(`none/${name}`, '{ "name": "rare" }');
    expect(find("rare", "none")).toBe("none");
  });

  it("isn't looked for above the nearest project, as Pulumi doesn't", () => {
    write("shop/src/Pulumi.yaml", "name: inner\n");
    expect(find("shop", "shop/src/deep")).toBeUndefined();
  });

  it("isn't told by a folder of that name", () => {
    mkdirSync(path.join(folder, "shop/src/Pulumi.yaml"));
    expect(find("shop", "shop/src/deep")).toBe("shop");
  });

  it("is a fault where the project file can't be read, as its mandate might be the right one", () => {
    write("shop/Pulumi.yaml", "name: [shop]\n");
    expect(() => find("shop", "shop/src")).toThrow(PackFault);
    expect(() => find("shop", "shop/src")).toThrow("shop/Pulumi.yaml:1:7: `name` is a list; use text");
  });
});
