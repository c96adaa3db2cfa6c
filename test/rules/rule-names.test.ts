import { dutyNames, ruleNames, ruleScopes } from "../../policies/residency/rule-names";
import { rules } from "../../policies/rules";

describe("the names of the rules, which a mandate and waivers use", () => {
  it("are those of the rules, in their order", () => {
    expect(ruleNames).toEqual(rules.map(({ name }) => name));
  });

  it("tell where each rule is judged", () => {
    expect(ruleScopes).toEqual(Object.fromEntries(rules.map(({ name, needs }) => [name, needs])));
  });

  it("may be given as a duty where the organization is needed", () => {
    const named = rules.filter(({ needs }) => needs === "organization").map(({ name }) => name);
    expect(dutyNames).toEqual(expect.arrayContaining(named));
    expect(dutyNames.filter((name) => ruleNames.some((known) => known === name))).toEqual(named);
  });
});
