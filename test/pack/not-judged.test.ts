import type { ResourceValidationPolicy, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { policiesOf } from "../../policies/pack/policies";
import type { Judgement } from "../../policies/residency/judgement";
import type { Rule } from "../../policies/rules/rule";
import { stateStaysInUs } from "../../policies/rules/state-stays-in-us";
import { termsOf } from "../support/terms";

/** What a rule's policy says when a stack without resources is judged: why not, or messages. */
function said(rule: Rule): { readonly inapplicable: string[]; readonly messages: string[] } {
  const inapplicable: string[] = [];
  const messages: string[] = [];
  // SAFETY: every policy of the pack is of both kinds.
  const [policy] = policiesOf([rule], () => termsOf()) as (ResourceValidationPolicy & StackValidationPolicy)[];
  const args = {
    resources: [],
    getConfig: () => ({}),
    notApplicable: (reason: string) => inapplicable.push(reason),
  };
  const report = (message: string | { readonly message: string }) =>
    messages.push(typeof message === "string" ? message : message.message);
  // SAFETY: the pack uses no more of the arguments than these.
  void policy?.validateStack(args as unknown as StackValidationArgs, report);
  return { inapplicable, messages };
}

const refusal: Judgement = {
  rule: "state-stays-in-us",
  subject: "urn:pulumi:dev::shop::a:b:C::d",
  verdict: "refused",
  evidence: { message: "refused", places: [] },
};

describe("a policy whose rule leaves something unjudged", () => {
  it("doesn't apply, and says why, where it judged nothing", () => {
    expect(said(stateStaysInUs)).toEqual({ inapplicable: ["no stack states its backend"], messages: [] });
  });

  it("applies where it judged something", () => {
    const { inapplicable, messages } = said({ ...stateStaysInUs, judgeEstate: () => [refusal] });
    expect(inapplicable).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  it("applies where it left nothing out, or couldn't judge", () => {
    expect(said({ ...stateStaysInUs, notJudged: () => undefined }).inapplicable).toEqual([]);
    const failing = () => {
      throw new Error("broken");
    };
    const { inapplicable, messages } = said({ ...stateStaysInUs, judgeEstate: failing });
    expect(inapplicable).toEqual([]);
    expect(messages).toEqual([expect.stringContaining("could not judge: Error: broken")]);
  });
});
