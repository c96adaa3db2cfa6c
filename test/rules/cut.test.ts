import fc from "fast-check";
import { noBaseline } from "../../policies/residency/baseline";
import { loadCatalog } from "../../policies/residency/catalog";
import { cut, cutResource } from "../../policies/residency/cut";
import type { Estate, Resource } from "../../policies/residency/estate";
import { builtInMandate } from "../../policies/residency/mandate";
import { loadMovements } from "../../policies/residency/movements";
import { Unknown } from "../../policies/residency/values";
import { rules } from "../../policies/rules";
import { cutsOf, type Cut } from "../../policies/rules/cuts";
import { judge, type Finding } from "../../policies/rules/judge";
import type { Rule } from "../../policies/rules/rule";
import { estate, provider, resource } from "../support/estates";

const terms = {
  mandate: builtInMandate(),
  date: "2026-11-22",
  catalog: loadCatalog(),
  movements: loadMovements(),
  waivers: [],
  baseline: noBaseline,
};
const findingsOf = (seen: Estate) => judge(seen, rules, terms).findings;
const cutsIn = (seen: Estate, finding: Finding) => cutsOf(finding, findingsOf(seen), seen, rules, terms);

const usEast = provider("aws", { region: "us-east-1" });
const frankfurt = provider(
  "aws",
  { region: "eu-central-1" },
  { urn: "urn:pulumi:dev::shop::pulumi:providers:aws::frankfurt" },
);

/** An output that isn't known yet, as the embedded engine gives it to programs. */
function output({ urn, name }: Resource, of: string): Unknown {
  const token = `stateside-${name}-${of}-0`;
  return new Unknown("not-yet-known", {
    text: token,
    outputs: new Map([[token, { urn, name: of, placeholder: token }]]),
  });
}

const free = { tags: { "data-class": "operational" } };
const bucket = (name: string, isAbroad = false, isFree = false) =>
  resource("aws:s3/bucket:Bucket", name, isFree ? free : {}, { provider: isAbroad ? frankfurt : usEast });

function replication(name: string, from: Resource, to: readonly Resource[]): Resource {
  const rule = (target: Resource) => ({ status: "Enabled", destination: { bucket: output(target, "arn") } });
  const inputs = { bucket: output(from, "id"), rules: to.map(rule) };
  const references = new Map([
    ["bucket", [from.urn]],
    ["rules", [...new Set(to.map(({ urn }) => urn))]],
  ]);
  return resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", name, inputs, {
    provider: usEast,
    references,
  });
}

const lambda = (name: string, knows: readonly Resource[], isAbroad = false) => {
  const variables = Object.fromEntries(knows.map((one, index) => [`BUCKET_${index}.NAME`, output(one, "bucket")]));
  return resource(
    "aws:lambda/function:Function",
    name,
    { ...free, environment: { variables } },
    {
      provider: isAbroad ? frankfurt : usEast,
      references: new Map(knows.length === 0 ? [] : [["environment", [...new Set(knows.map(({ urn }) => urn))]]]),
    },
  );
};

const flowsOf = (found: readonly Finding[]) => found.filter(({ rule }) => rule === "us-data-flows-stay-in-us");
const told = ({ resource: { name }, property }: Cut) => [name, property];

describe("a cut", () => {
  const orders = bucket("orders");
  const staging = bucket("staging", false, true);
  const exports_ = bucket("exports", true, true);
  const first = replication("first", orders, [staging]);
  const second = replication("second", staging, [exports_]);

  it("is offered at every hop of the only way", () => {
    const seen = estate(orders, staging, exports_, first, second);
    const [finding] = flowsOf(findingsOf(seen));
    expect(finding && cutsIn(seen, finding).map(told)).toEqual([
      ["first", undefined],
      ["second", undefined],
    ]);
  });

  it("isn't offered at a hop that another way goes around", () => {
    const around = replication("around", orders, [staging]);
    const seen = estate(orders, staging, exports_, first, around, second);
    const [finding] = flowsOf(findingsOf(seen));
    expect(finding && cutsIn(seen, finding).map(told)).toEqual([["second", undefined]]);
  });

  it("is the member of a list where there are others", () => {
    const phoenix = bucket("phoenix");
    const seen = estate(orders, phoenix, exports_, replication("both", orders, [phoenix, exports_]));
    const [finding] = flowsOf(findingsOf(seen));
    expect(finding && cutsIn(seen, finding).map(told)).toEqual([["both", "rules[1]"]]);
  });

  it("is the one place that names a store where compute only refers to it", () => {
    const worker = lambda("worker", [orders], true);
    const seen = estate(orders, worker);
    const [finding] = flowsOf(findingsOf(seen));
    expect(finding?.verdict).toBe("undecided");
    expect(finding && cutsIn(seen, finding).map(told)).toEqual([["worker", "environment.variables.BUCKET_0.NAME"]]);
  });

  it.each([
    ["isn't offered where a refusal takes the finding's place", "refused", undefined],
    ["tells what is undecided in the finding's place", "undecided", ["stays"]],
  ] as const)("%s", (_, verdict, instead) => {
    const judged = { rule: "stays", subject: orders.urn, evidence: { message: "`first` is another", places: [] } };
    const stays: Rule = {
      ...{ name: "stays", title: "", severity: "low", controls: [], remedy: "", needs: "stack" },
      *judgeEstate({ estate: seen }) {
        if (seen.find(first.urn) === first) return;
        yield verdict === "refused" ? { ...judged, verdict } : { ...judged, verdict, cause: "not-seen" };
      },
    };
    const seen = estate(orders, staging, exports_, first, second);
    const all = [...rules, stays];
    const before = judge(seen, all, terms).findings;
    const [finding] = flowsOf(before);
    const cuts = finding === undefined ? [] : cutsOf(finding, before, seen, all, terms);
    const ofFirst = cuts.find((one) => one.resource === first);
    expect(ofFirst?.instead.map(({ rule }) => rule)).toEqual(instead);
  });

  it("isn't offered for what has no trace", () => {
    const seen = estate(bucket("abroad", true));
    expect(findingsOf(seen).flatMap((finding) => cutsIn(seen, finding))).toEqual([]);
  });

  it("leaves the estate as it is where nothing stands", () => {
    const seen = estate(orders, staging, first);
    expect(cut(seen, first.urn, "rules[7].destination")).toBe(seen);
    expect(cut(seen, "urn:none", "rules")).toBe(seen);
    expect(cutResource(seen, "urn:none")).toBe(seen);
  });

  it("keeps the indices of a list's other members, and the references that they have", () => {
    const seen = estate(orders, staging, exports_, replication("both", orders, [staging, exports_]));
    const urn = replication("both", orders, []).urn;
    const left = cut(seen, urn, "rules[0]").find(urn);
    expect(left?.inputs["rules"]).toEqual([null, expect.anything()]);
    expect(left?.references.get("rules")).toEqual([exports_.urn]);
    expect(cut(cut(seen, urn, "rules[0]"), urn, "rules[1]").find(urn)?.inputs["rules"]).toEqual([]);
  });
});

/** Buckets at home and abroad, labeled or not; replication between them, and functions that know some. */
const estates = fc
  .record({
    buckets: fc.array(fc.record({ isAbroad: fc.boolean(), isFree: fc.boolean() }), { minLength: 2, maxLength: 5 }),
    replications: fc.array(fc.record({ from: fc.nat(4), to: fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }) }), {
      maxLength: 5,
    }),
    functions: fc.array(fc.record({ knows: fc.uniqueArray(fc.nat(4), { maxLength: 2 }), isAbroad: fc.boolean() }), {
      maxLength: 2,
    }),
  })
  .map(({ buckets, replications, functions }) => {
    const all = buckets.map(({ isAbroad, isFree }, index) => bucket(`bucket-${index}`, isAbroad, isFree));
    // SAFETY: there are two buckets at least, and the index is below their number.
    const at = (index: number) => all[index % all.length] as Resource;
    return estate(
      ...all,
      ...replications.map(({ from, to }, index) => replication(`replication-${index}`, at(from), to.map(at))),
      ...functions.map(({ knows, isAbroad }, index) =>
        lambda(`function-${index}`, [...new Set(knows.map(at))], isAbroad),
      ),
    );
  });

const identity = ({ rule, resource: { urn }, evidence }: Finding) =>
  JSON.stringify([rule, urn, evidence.property, evidence.places]);
const seeded = { seed: 20261122, numRuns: 60 };

describe("in any estate", () => {
  it("a cut ends the finding, and no refusal takes its place", () => {
    fc.assert(
      fc.property(estates, (seen) => {
        const before = findingsOf(seen);
        const refused = new Set(before.filter(({ verdict }) => verdict === "refused").map(identity));
        for (const finding of before) {
          for (const {
            resource: { urn },
            property,
          } of cutsIn(seen, finding)) {
            const after = findingsOf(property === undefined ? cutResource(seen, urn) : cut(seen, urn, property));
            expect(after.map(identity)).not.toContain(identity(finding));
            for (const one of after) if (one.verdict === "refused") expect(refused).toContain(identity(one));
          }
        }
      }),
      seeded,
    );
  });

  it("a cut ends no finding of another resource that doesn't share the hop", () => {
    fc.assert(
      fc.property(estates, (seen) => {
        const before = findingsOf(seen);
        for (const finding of before) {
          for (const {
            resource: { urn },
            property,
          } of cutsIn(seen, finding)) {
            const after = new Set(
              findingsOf(property === undefined ? cutResource(seen, urn) : cut(seen, urn, property)).map(identity),
            );
            const ended = before.filter((one) => !after.has(identity(one)));
            const others = ended.filter((one) => one.resource !== finding.resource && one.resource.urn !== urn);
            const hops = (finding.evidence.trace ?? []).filter(({ by }) => by === urn).map((hop) => hop.property);
            for (const { evidence } of others) {
              const shared = (evidence.trace ?? []).filter((hop) => hop.by === urn && hops.includes(hop.property));
              expect(shared).not.toEqual([]);
            }
          }
        }
      }),
      seeded,
    );
  });

  it("every refusal with a trace of one hop can be cut", () => {
    fc.assert(
      fc.property(estates, (seen) => {
        for (const finding of findingsOf(seen)) {
          if (
            finding.verdict === "refused" &&
            finding.rule === "us-data-flows-stay-in-us" &&
            finding.evidence.trace?.length === 1
          ) {
            expect(cutsIn(seen, finding)).not.toEqual([]);
          }
        }
      }),
      seeded,
    );
  });
});
