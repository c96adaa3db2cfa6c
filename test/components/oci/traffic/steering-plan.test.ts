import fc from "fast-check";
import { planAnswers, planSteering } from "../../../../components/oci/traffic/steering-plan";
import type { Answer, SteeringRule } from "../../../../components/oci/traffic/steering-plan";

/** What a template's rules leave of the answers, as Oracle's API guide describes them. */
function answered(answers: readonly Answer[], rules: readonly SteeringRule[], down: ReadonlySet<string>): string[] {
  let left = [...answers];
  for (const { ruleType, defaultAnswerDatas = [], defaultCount } of rules) {
    const rankOf = ({ pool }: Answer) =>
      defaultAnswerDatas.find(({ answerCondition }) => answerCondition === `answer.pool == '${pool}'`)?.value ?? 255;
    if (ruleType === "HEALTH") left = left.filter(({ rdata }) => !down.has(rdata));
    if (ruleType === "PRIORITY") left = left.sort((one, other) => rankOf(one) - rankOf(other));
    if (ruleType === "LIMIT") left = left.slice(0, defaultCount);
  }
  return left.map(({ rdata }) => rdata);
}

const addresses = fc.uniqueArray(fc.ipV4(), { minLength: 2, maxLength: 2 });

it("answers with home, with its standby while home alone is down, and never with anything else", () => {
  fc.assert(
    fc.property(addresses, fc.boolean(), fc.boolean(), fc.boolean(), ([home = "", standby = ""], a, b, shuffled) => {
      const down = new Set([...(a ? [home] : []), ...(b ? [standby] : [])]);
      const answers = planAnswers([home, standby]);
      expect(answers.map(({ rdata }) => rdata)).toEqual([home, standby]);
      const given = answered(shuffled ? answers.reverse() : answers, planSteering(), down);
      expect(given).toEqual(a ? (b ? [] : [standby]) : [home]);
    }),
  );
});

it("has the rules that the service demands of the template, in their order", () => {
  expect(planSteering()).toEqual([
    {
      ruleType: "FILTER",
      description: "Leaves out what is disabled",
      defaultAnswerDatas: [{ answerCondition: "answer.isDisabled != true", shouldKeep: true }],
    },
    { ruleType: "HEALTH", description: "Leaves out what doesn't answer" },
    {
      ruleType: "PRIORITY",
      description: "Home goes first",
      defaultAnswerDatas: [
        { answerCondition: "answer.pool == 'primary'", value: 1 },
        { answerCondition: "answer.pool == 'standby'", value: 2 },
      ],
    },
    { ruleType: "LIMIT", description: "One answer alone", defaultCount: 1 },
  ]);
});

it("ranks every pool of the answers once, each otherwise", () => {
  const pools = planAnswers(["192.0.2.1", "192.0.2.2"]).map(({ pool }) => `answer.pool == '${pool}'`);
  const ranks = planSteering().find(({ ruleType }) => ruleType === "PRIORITY")?.defaultAnswerDatas ?? [];
  expect(ranks.map(({ answerCondition }) => answerCondition)).toEqual(pools);
  expect(new Set(ranks.map(({ value }) => value)).size).toBe(pools.length);
});
