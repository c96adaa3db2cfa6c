import { readProjectName } from "../../policies/residency/project-name";

describe("a project's name", () => {
  it.each([
    ["name: shop\nruntime: nodejs\n", "shop"],
    ["runtime: { name: nodejs, options: &o { typescript: true } }\nconfig: { again: *o }\nname: 'shop'\n", "shop"],
    ['{ "name": "shop", "runtime": "yaml" }', "shop"],
    ["runtime: nodejs\n", ""],
  ])("is read out of %j", (text, name) => {
    expect(readProjectName(text)).toEqual({ value: name });
  });

  it.each([
    ["name: [shop]\n", "`name` is a list; use text"],
    ["name: shop\nname: pets\n", "duplicate key `name`; keep one"],
    ["- shop\n", "the project is a list; use a mapping"],
    ["", "the project is empty; use a mapping"],
  ])("can't be read out of %j", (text, message) => {
    expect(readProjectName(text)).toMatchObject({ errors: [{ message }] });
  });
});
