import { gateState } from "../../../policies/residency/flows/gate";
import { parseMovements, type GateTerm } from "../../../policies/residency/movements";
import { Secret, Unknown } from "../../../policies/residency/values";
import { resource, values } from "../../support/estates";
import { output } from "../../support/flows";

const later = new Unknown("not-yet-known");
const text = output(resource("aws:sns/topic:Topic", "t"), "arn");

function gateOf(written: string): readonly GateTerm[] {
  const header = "type from to kind names gate certainty because".replaceAll(" ", "\t");
  const line = ["aws:x/y:Y", "-", "to", "transfer", "arn", written, "certain", "a reason"].join("\t");
  const [row] = parseMovements(`${header}\n${line}`, "test.tsv");
  return row !== undefined && "gate" in row ? row.gate : [];
}

function state(gate: string, inputs: Readonly<Record<string, unknown>>, like = "to", at = "to", ignored?: string) {
  const found = gateState(values(inputs), { gate: gateOf(gate) }, like, at, (path) => path === ignored);
  return found.kind === "unknown" ? found.cause : found.kind;
}

describe("a gate", () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["-", {}, "open"],
    ["on", { on: false }, "open"],
    ["on", {}, "closed"],
    ["on", { on: "" }, "closed"],
    ["on", { on: [] }, "closed"],
    ["on", { on: null }, "closed"],
    ["on", { on: later }, "open"],
    ["!on", {}, "open"],
    ["!on", { on: "" }, "open"],
    ["!on", { on: "x" }, "closed"],
    ["!on", { on: later }, "not-yet-known"],
    ["!on", { on: new Unknown("encrypted") }, "encrypted"],
    ["!on", { on: text }, "closed"],
    ["!on[]", { on: [later] }, "closed"],
    ["!on[]", { on: later }, "not-yet-known"],
    ["on=yes|true", { on: true }, "open"],
    ["on=yes|true", { on: new Secret("yes") }, "open"],
    ["on=yes|true", { on: "no" }, "closed"],
    ["on=yes|true", {}, "closed"],
    ["on=yes|true", { on: later }, "not-yet-known"],
    ["on=yes|true", { on: text }, "closed"],
    ["on=yes", { on: { deep: "yes" } }, "unreadable"],
    ["on[]=yes", { on: ["no", "yes"] }, "open"],
    ["on[]=yes", { on: ["no", later] }, "not-yet-known"],
    ["on[]=yes", { on: [later, "yes"] }, "open"],
    ["on!=no", {}, "open"],
    ["on!=no", { on: "no" }, "closed"],
    ["on!=no", { on: "yes" }, "open"],
    ["on!=no", { on: later }, "not-yet-known"],
    ["on!=no", { on: text }, "open"],
    ["on=yes & off", { on: later }, "closed"],
    ["on=yes & off=no", { on: later, off: "no" }, "not-yet-known"],
    ["on=yes & off!=no", { on: new Unknown("not-seen"), off: later }, "not-seen"],
  ])("`%s` of %j is %s", (gate, inputs, expected) => {
    expect(state(gate, inputs)).toBe(expected);
  });

  it("is tested for the member that its destination is in", () => {
    const inputs = { rules: [{ status: "Disabled" }, { status: "Enabled" }] };
    const at = (index: number) => `rules[${index}].bucket`;
    expect(state("rules[].status=Enabled", inputs, "rules[].bucket", at(0))).toBe("closed");
    expect(state("rules[].status=Enabled", inputs, "rules[].bucket", at(1))).toBe("open");
    expect(state("rules[].status=Enabled", inputs, "bucket", "bucket")).toBe("open");
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["on=yes", { on: "yes" }, "ignored"],
    ["on=yes", { on: "no" }, "ignored"],
    ["on=yes", {}, "ignored"],
    ["!on", {}, "ignored"],
    ["on=yes & off", { on: "yes" }, "closed"],
  ])("`%s` of %j can't be told where changes to `on` are ignored: %s", (gate, inputs, expected) => {
    expect(state(gate, inputs, "to", "to", "on")).toBe(expected);
  });
});
