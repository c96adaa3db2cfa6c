/** An answer to a query for the enclave's names: an IPv4 address, in a pool of its own, as `FAILOVER` ranks pools. */
export interface Answer {
  readonly name: string;
  readonly rtype: "A";
  readonly rdata: string;
  readonly pool: string;
}

export interface SteeringRule {
  readonly ruleType: "FILTER" | "HEALTH" | "PRIORITY" | "LIMIT";
  readonly description: string;
  readonly defaultAnswerDatas?: { answerCondition: string; shouldKeep?: boolean; value?: number }[];
  readonly defaultCount?: number;
}

/** Both sides of the enclave, home first. */
const pools = ["primary", "standby"] as const;

/**
 * The only two answers that there are: whatever the health checks leave over is the enclave's. The zone has no other
 * address of these names to fall back to.
 *
 * @param addresses - of the balancers: home, then its standby
 */
export function planAnswers(addresses: readonly [string, string]): Answer[] {
  return pools.map((pool, side) => ({ name: pool, rtype: "A", rdata: addresses[side] ?? "", pool }));
}

/**
 * The rules of template `FAILOVER`, in the order that the service demands: with any other it answers 400. Each pool is
 * ranked once, with a rank of its own, and the lower goes first; exactly one answer is given.
 * https://docs.oracle.com/en-us/iaas/Content/TrafficManagement/Concepts/trafficmanagementapi.htm
 */
export function planSteering(): SteeringRule[] {
  return [
    {
      ruleType: "FILTER",
      description: "Leaves out what is disabled",
      defaultAnswerDatas: [{ answerCondition: "answer.isDisabled != true", shouldKeep: true }],
    },
    { ruleType: "HEALTH", description: "Leaves out what doesn't answer" },
    {
      ruleType: "PRIORITY",
      description: "Home goes first",
      defaultAnswerDatas: pools.map((pool, rank) => ({
        answerCondition: `answer.pool == '${pool}'`,
        value: rank + 1,
      })),
    },
    { ruleType: "LIMIT", description: "One answer alone", defaultCount: 1 },
  ];
}
