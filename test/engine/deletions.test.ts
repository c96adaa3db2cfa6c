import { broken, inputsOf, isJoined, loadDeletions } from "./provider/constraints";
import { Declarations } from "./provider/declarations";
import type { Failure } from "./provider/validation";

const deletions = loadDeletions();
const region = "us-east-1";
const reasons = (failures: readonly Failure[]) => failures.map(({ reason }) => reason);

describe("what the services refuse to delete", () => {
  it.each(deletions.map((one) => [one.type, one.message, one] as const))("%s: %s", (type, message, one) => {
    const declarations = new Declarations(type.split(":")[0] ?? "");
    for (const { type: named, properties } of [{ type, properties: one.breaks }, ...one.beside]) {
      const declared = declarations.resource(named);
      expect(declared).toBeDefined();
      const known = (name: string) =>
        name === "id" || declared?.inputs.has(name) === true || declared?.outputs.has(name) === true;
      expect(Object.keys(properties).filter((name) => !known(name))).toEqual([]);
    }
    expect(reasons(broken(type, one.breaks, region, deletions, () => one.beside))).toEqual([message]);
  });

  it.each(deletions.filter(isJoined).map((one) => [one.type, one.message, one] as const))(
    "%s: %s; no more when that is gone or belongs to another",
    (type, _, { breaks, beside }) => {
      expect(broken(type, breaks, region, deletions, () => [])).toEqual([]);
      const another = Object.fromEntries(Object.keys(breaks).map((name) => [name, "another"]));
      expect(broken(type, another, region, deletions, () => beside)).toEqual([]);
    },
  );

  it.each(deletions.filter((one) => !isJoined(one)).map((one) => [one.type, one.message, one] as const))(
    "%s: %s; not once it is taken off",
    (type, _, one) => {
      const off = Object.fromEntries(Object.entries(one.breaks).filter(([name]) => !inputsOf(one).has(`.${name}`)));
      expect(Object.keys(off).length).toBeLessThan(Object.keys(one.breaks).length);
      expect(broken(type, off, region, deletions, () => [])).toEqual([]);
    },
  );

  it("each need something beside them exactly if they reach it", () => {
    expect(deletions.filter((one) => isJoined(one) !== one.beside.length > 0)).toEqual([]);
  });

  it("each are about something of their own, and say where they are from", () => {
    const messages = deletions.map(({ type, message }) => `${type}: ${message}`);
    expect(messages.filter((message, index) => messages.indexOf(message) !== index)).toEqual([]);
    expect(deletions.filter(({ source }) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
  });
});
