import fc from "fast-check";
import { verdictOf } from "../../cli/judge/build-result";
import { buildEstate, type Estate, type Resource } from "../../policies/residency/estate";
import { covers, type Waiver } from "../../policies/residency/waivers";
import { rules } from "../../policies/rules";
import { judge, waivable, type Outcome } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { waiversAreValid } from "../../policies/rules/waivers-are-valid";
import { resource } from "../support/estates";
import { bucketIn, flowTerms, from, ireland, output, virginia } from "../support/flows";
import { plans, resourcesOf } from "../support/random-estates";

const date = "2026-11-22";
const mandateText = "name: ours\napprovers: [board]\n";
const terms = (waivers: readonly Waiver[] = [], mandate = mandateText, on = date): Terms => ({
  ...flowTerms(mandate),
  waivers,
  date: on,
});

const root = (stack: string): Resource =>
  resource("pulumi:pulumi:Stack", `shop-${stack}`, {}, { kind: "stack", stack });
const organization = (...resources: readonly Resource[]): Estate => {
  const stacks = [...new Set(resources.map(({ stack }) => stack))].map((name) => ({ name, project: "shop" }));
  return buildEstate("organization", stacks, resources, []);
};
const alone = (...resources: readonly Resource[]): Estate =>
  buildEstate("stack", [{ name: "dev", project: "shop" }], resources, []);

/** A bucket in Ireland: one finding, without a trace. */
const abroad = bucketIn(ireland, "exports");
const estate = organization(root("dev"), root("prod"), abroad);

const findingsOf = ({ findings }: Outcome) =>
  findings.map(({ rule, verdict, waiver }) => [rule, verdict, waiver !== null]);
const first = judge(estate, rules, terms()).findings[0];
if (first === undefined) throw new Error("a bucket in Ireland is refused");

const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  finding: first.fingerprint,
  rule: "us-data-stays-in-us",
  stack: "dev",
  ...(first.traceHash !== null && { traceHash: first.traceHash }),
  owner: "data",
  approver: "board",
  reason: "rehearsal",
  ticket: "P-1",
  created: "2026-11-20",
  expires: "2026-12-04",
  position: { file: "waivers.yaml", line: 3, column: 3 },
  ...changes,
});

/** What the rule says, allowed judgements included. */
function said(view: Estate, by: Terms) {
  const { findings, excepted } = judge(view, rules, by);
  const outcome = { findings: findings.map(waivable), excepted: new Set(excepted.map(({ center }) => center)) };
  return [...(waiversAreValid.judgeOutcome?.({ estate: view, ...by, ...outcome }) ?? [])];
}

describe("a waiver in force", () => {
  it("keeps its finding, which no longer counts", () => {
    const outcome = judge(estate, rules, terms([waiver()]));
    expect(findingsOf(outcome)).toEqual([["us-data-stays-in-us", "refused", true]]);
    expect(verdictOf(outcome.findings)).toBe("clean");
    expect(outcome.findings[0]).toMatchObject({ effect: "block", waiver: { owner: "data", daysLeft: 12 } });
    expect(outcome.judged.get("waivers-are-valid")).toEqual({ allowed: 1, refused: 0, undecided: 0, notJudged: null });
  });

  it("is for its stack alone, and a glob for several", () => {
    const both = organization(root("dev"), root("prod"), abroad, bucketIn(ireland, "exports", {}, { stack: "prod" }));
    const waived = (stack: string) =>
      judge(both, rules, terms([waiver({ stack })])).findings.map((one) => [one.resource.stack, one.waiver !== null]);
    expect(waived("dev")).toEqual([
      ["dev", true],
      ["prod", false],
    ]);
    expect(waived("*d*")).toEqual([
      ["dev", true],
      ["prod", true],
    ]);
  });
});

describe("waivers-are-valid", () => {
  it("has nothing to judge where there are neither waivers nor exceptions", () => {
    const { judged } = judge(estate, rules, terms());
    expect(judged.get("waivers-are-valid")).toEqual({ allowed: 0, refused: 0, undecided: 0, notJudged: null });
  });

  it("allows a waiver that is used", () => {
    expect(said(estate, terms([waiver()]))).toEqual([
      {
        rule: "waivers-are-valid",
        verdict: "allowed",
        subject: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
        evidence: {
          message: `the waiver of finding ${first.fingerprint} for stack \`dev\` is in force until 2026-12-04`,
          places: [],
          about: `the waiver of finding ${first.fingerprint} for stack \`dev\` us-data-stays-in-us ${first.traceHash}`,
          decidedAt: { file: "waivers.yaml", line: 3, column: 3 },
        },
      },
    ]);
  });

  it.each<[string, Partial<Waiver>, string, string]>([
    ["lapsed", { created: "2026-10-01", expires: "2026-11-21" }, "expires", "lapsed on 2026-11-21"],
    ["of 91 days", { expires: "2027-02-19" }, "expires", "runs 91 days; at most 90 are allowed"],
    ["of the future", { created: "2026-11-23" }, "created", "is not in force before 2026-11-23"],
    ["approved by its owner", { owner: "Board" }, "approver", "was approved by its own owner, `Board`"],
    [
      "approved by somebody",
      { approver: "me" },
      "approver",
      "was approved by `me`, who is none of the mandate's `approvers`",
    ],
    [
      "of another trace",
      { traceHash: "0000aaaa0000aaaa" },
      "traceHash",
      "was approved for another trace, or class of data, than the finding has now",
    ],
    [
      "of a finding that nobody has",
      { finding: "0000aaaa0000aaaa" },
      "finding",
      "is for nothing: no stack has such a finding of us-data-stays-in-us",
    ],
    [
      "for a stack that hasn't the finding",
      { stack: "prod" },
      "finding",
      "is for nothing: no stack has such a finding of us-data-stays-in-us",
    ],
    [
      "for no stack that there is",
      { stack: "qa" },
      "finding",
      "is for nothing: no stack has such a finding of us-data-stays-in-us",
    ],
  ])("refuses a waiver %s", (_, changes, property, because) => {
    const one = waiver(changes);
    const [judgement, ...more] = said(estate, terms([one]));
    expect(more).toEqual([]);
    expect(judgement).toMatchObject({
      verdict: "refused",
      subject: `urn:pulumi:${one.stack === "prod" ? "prod" : "dev"}::shop::pulumi:pulumi:Stack::shop-${one.stack === "prod" ? "prod" : "dev"}`,
      evidence: {
        message: `the waiver of finding ${one.finding} for stack \`${one.stack}\` ${because}`,
        property,
        decidedAt: { file: "waivers.yaml", line: 3, column: 3 },
      },
    });
    const unwaived = judge(estate, rules, terms([one])).findings.filter(({ waiver: by }) => by === null);
    expect(unwaived.map(({ rule }) => rule).sort()).toEqual(["us-data-stays-in-us", "waivers-are-valid"]);
  });

  it("lets nobody approve where the mandate names nobody", () => {
    expect(said(estate, terms([waiver()], "name: ours\n"))).toMatchObject([
      {
        verdict: "refused",
        evidence: {
          message: expect.stringMatching(/can't be approved: the mandate's `approvers` names nobody$/) as unknown,
        },
      },
    ]);
  });

  it("tells its findings apart", () => {
    const lapsed = { created: "2026-10-01", expires: "2026-11-21" };
    const many = [
      waiver(lapsed),
      waiver({ ...lapsed, traceHash: "0000aaaa0000aaaa" }),
      waiver({ ...lapsed, stack: "prod" }),
    ];
    const ids = judge(estate, rules, terms(many)).findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(ids).size).toBe(4);
  });

  it("of one stack leaves alone what is for others, and says what only all stacks can tell", () => {
    const one = alone(root("dev"), abroad);
    const lapsed = { created: "2026-10-01", expires: "2026-11-21" };
    expect(said(one, terms([waiver({ ...lapsed, stack: "prod" })]))).toEqual([]);
    expect(said(one, terms([waiver({ finding: "0000aaaa0000aaaa" })]))).toMatchObject([{ verdict: "allowed" }]);
    expect(said(one, terms([waiver({ traceHash: "0000aaaa0000aaaa" })]))).toMatchObject([{ verdict: "refused" }]);
    expect(judge(one, rules, terms([waiver()])).judged.get("waivers-are-valid")?.notJudged).toBe(
      "whether each waiver and exception is still used: needs every stack of the program",
    );
    expect(judge(one, rules, terms()).judged.get("waivers-are-valid")?.notJudged).toBeNull();
  });

  it("judges by each one itself where it isn't told what others found", () => {
    const by = { estate, ...terms([waiver(), waiver({ finding: "0000aaaa0000aaaa" })]) };
    expect([...(waiversAreValid.judgeEstate?.(by) ?? [])].map(({ verdict }) => verdict)).toEqual([
      "allowed",
      "allowed",
    ]);
  });

  it("takes a waiver of a trace for that trace alone", () => {
    const copies = (by: string) => {
      const copy = bucketIn(ireland, "copy");
      const replicated = { rules: [{ status: "Enabled", destination: { bucket: output(copy) } }] };
      const orders = bucketIn(virginia, "orders");
      return organization(
        ...[root("dev"), orders, copy],
        resource(
          "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
          by,
          { bucket: output(orders, "id"), ...replicated },
          { provider: virginia, ...from({ bucket: [orders], rules: [copy] }) },
        ),
      );
    };
    const flow = judge(copies("away"), rules, terms()).findings.find(({ rule }) => rule === "us-data-flows-stay-in-us");
    expect(flow?.traceHash).toMatch(/^[0-9a-f]{16}$/);
    const one = waiver({
      ...{ finding: flow?.fingerprint ?? "", rule: "us-data-flows-stay-in-us" },
      traceHash: flow?.traceHash ?? "",
    });
    const other = { ...one, traceHash: "0000aaaa0000aaaa" };
    const isWaived = (by: Waiver) =>
      judge(copies("away"), rules, terms([by])).findings.find(({ rule }) => rule === one.rule)?.waiver !== null;
    expect([isWaived(one), isWaived(other)]).toEqual([true, false]);
  });
});

describe("what waivers-are-valid says", () => {
  it.each<[string, Partial<Waiver>, string]>([
    ["is used", {}, ""],
    [
      "lapsed",
      { created: "2026-10-01", expires: "2026-11-21" },
      "mend what it let pass and take it out with `stateside waivers prune`, or have it approved anew with `stateside waivers new`",
    ],
    [
      "runs too long",
      { expires: "2027-02-19" },
      "let it end sooner, and have it approved anew if it is still needed then",
    ],
    ["is of the future", { created: "2026-11-23" }, "correct `created`, or add it when its time comes"],
    [
      "its owner approved",
      { owner: "board" },
      "have it approved by one of the mandate's `approvers` who isn't its owner",
    ],
    ["somebody approved", { approver: "me" }, "have it approved by one of the mandate's `approvers`"],
    [
      "is of another trace",
      { traceHash: "0000aaaa0000aaaa" },
      "look at the finding as it is now, and have it approved anew with `stateside waivers new`",
    ],
    ["is of a finding that nobody has", { finding: "0000aaaa0000aaaa" }, "take it out with `stateside waivers prune`"],
  ])("of a waiver that %s names what to do, if anything", (_, changes, remedy) => {
    const evidence = said(estate, terms([waiver(changes)])).map((one) => one.evidence);
    expect(evidence.map((one) => one.remedy ?? "")).toEqual([remedy]);
    expect(evidence.flatMap((one) => Object.keys(one)).filter((key) => key === "remedy" || key === "property")).toEqual(
      remedy === "" ? [] : ["property", "remedy"],
    );
  });

  const subjects = (view: Estate, ...stacks: readonly string[]) =>
    said(view, terms(stacks.map((stack) => waiver({ stack, finding: "0000aaaa0000aaaa" })))).map(
      ({ subject }) => subject,
    );

  it("is of the stack that a waiver is for: its own before one that it fits, and else the first by name", () => {
    const view = organization(root("prod"), root("preview"), root("dev"), abroad);
    const of = (stack: string) => `urn:pulumi:${stack}::shop::pulumi:pulumi:Stack::shop-${stack}`;
    expect(subjects(view, "prod", "p*", "*d", "qa")).toEqual([of("prod"), of("preview"), of("prod"), of("dev")]);
    const odd = organization(root("p-a"), root("p*"));
    expect(subjects(odd, "p*", "p-*")).toEqual([of("p*"), of("p-a")]);
  });

  it("is of the first by URN among stacks of one name", () => {
    const other = { ...root("dev"), urn: "urn:pulumi:dev::books::pulumi:pulumi:Stack::books-dev" };
    for (const view of [organization(root("dev"), other), organization(other, root("dev"))])
      expect(subjects(view, "dev")).toEqual([other.urn]);
  });

  it("is of the first resource where no stack itself is seen, and nothing where nothing is", () => {
    const [one, two] = [bucketIn(virginia, "one"), bucketIn(virginia, "two")];
    expect(subjects(organization(one, two), "dev")).toEqual([one.urn]);
    expect(subjects(organization(), "dev")).toEqual([]);
  });

  it("is of each waiver that fits one of the stacks that are seen", () => {
    const seen = [
      { name: "dev", project: "shop" },
      { name: "prod", project: "shop" },
    ];
    const view = buildEstate("stack", seen, [root("dev"), root("prod")], []);
    const [dev, prod] = [root("dev").urn, root("prod").urn];
    expect(subjects(view, "dev", "prod", "qa")).toEqual([dev, prod]);
  });
});

describe("an exception of the mandate", () => {
  const mandate = (more: string, stack = "dev") => `
name: ours
approvers: [board]
centers:
  ireland:
    { kind: backup, stack: ${stack}, cloud: aws, regions: [eu-west-1], phase: dual-run, until: 2027-06-01,
      exception: { owner: data, approver: board, reason: r, ticket: T-1, ${more} } }
`;
  const dates = "created: 2026-11-20, expires: 2026-12-04";

  it("is allowed while it is in force and excuses something", () => {
    expect(said(estate, terms([], mandate(dates)))).toMatchObject([
      { verdict: "allowed", evidence: { message: "the exception of center `ireland` is in force until 2026-12-04" } },
    ]);
    expect(
      judge(estate, rules, terms([], mandate(dates))).findings.filter(({ rule }) => rule === waiversAreValid.name),
    ).toEqual([]);
  });

  it.each([
    ["that lapsed", mandate("created: 2026-10-01, expires: 2026-11-21"), "lapsed on 2026-11-21"],
    ["of 91 days", mandate("created: 2026-11-20, expires: 2027-02-19"), "runs 91 days; at most 90 are allowed"],
    ["that excuses nothing", mandate(dates, "prod"), "excuses nothing"],
    [
      "that nobody of the approvers approved",
      mandate(dates).replace("[board]", "[counsel]"),
      "was approved by `board`, who is none of the mandate's `approvers`",
    ],
  ])("is refused when it is one %s", (_, text, because) => {
    const [judgement] = said(estate, terms([], text));
    expect(judgement).toMatchObject({
      verdict: "refused",
      evidence: {
        message: `the exception of center \`ireland\` ${because}`,
        about: "the exception of center `ireland`",
        decidedAt: { file: "mandate.yaml", line: 7, column: 18 },
      },
    });
  });

  it.each([
    [
      "lapsed",
      mandate("created: 2026-10-01, expires: 2026-11-21"),
      "expires",
      "mend what it let pass and take it out, or have it approved anew",
    ],
    ["excuses nothing", mandate(dates, "prod"), "exception", "take it out of the mandate"],
  ])("that %s is to be mended by hand", (_, text, property, remedy) => {
    expect(said(estate, terms([], text))).toMatchObject([{ evidence: { property, remedy } }]);
  });

  it("may be of use in stacks that aren't seen, which a mandate without one need not say", () => {
    const one = alone(root("dev"), abroad);
    const because = "whether each waiver and exception is still used: needs every stack of the program";
    const without = mandate(dates).replace(/,\s+exception: \{.*?\}/, "");
    const both = `${mandate(dates)}  other: { kind: backup, stack: dev, cloud: aws, regions: [us-east-1], phase: dual-run }\n`;
    const notJudged = (text: string, view = one) => waiversAreValid.notJudged?.({ estate: view, ...terms([], text) });
    expect(notJudged(mandate(dates))).toBe(because);
    expect(notJudged(both)).toBe(because);
    expect(notJudged(without)).toBeUndefined();
    expect(notJudged(mandate(dates), estate)).toBeUndefined();
  });

  it("that excuses nothing here isn't refused where one stack is seen", () => {
    const one = alone(root("dev"), bucketIn(virginia, "orders"));
    expect(said(one, terms([], mandate(dates)))).toMatchObject([{ verdict: "allowed" }]);
  });
});

describe("any waivers", () => {
  it("change nothing but which findings count, and what is said of waivers", () => {
    fc.assert(
      fc.property(plans, fc.array(fc.tuple(fc.nat(), fc.boolean(), fc.boolean())), (all, picks) => {
        const some = organization(...resourcesOf(all));
        const before = judge(some, rules, terms());
        const waivers = picks.flatMap(([pick, isLapsed, isOther]): Waiver[] => {
          const one = before.findings[pick % Math.max(1, before.findings.length)];
          const rule = rules.find(({ name }) => name === one?.rule)?.name;
          if (one === undefined || rule === undefined) return [];
          const { fingerprint: finding, traceHash } = one;
          return [
            waiver({
              ...{ finding, stack: one.resource.stack },
              // SAFETY: a rule's name is one of the list; a test compares them.
              rule: rule as Waiver["rule"],
              ...(traceHash !== null && { traceHash: isOther ? "0000aaaa0000aaaa" : traceHash }),
              ...(isLapsed && { created: "2026-10-01", expires: "2026-10-02" }),
            }),
          ];
        });
        const after = judge(some, rules, terms(waivers));
        const plain = ({ findings }: Outcome) =>
          findings.flatMap((one) => (one.rule === waiversAreValid.name ? [] : [{ ...one, waiver: null }]));
        expect(plain(after)).toEqual(plain(before));
        for (const one of after.findings) {
          const inForce = waivers.filter(({ expires }) => expires === "2026-12-04");
          expect(one.waiver !== null).toBe(inForce.some((by) => covers(by, waivable(one))));
        }
      }),
      { numRuns: 30 },
    );
  });
});
