import { verdictOfNew } from "../../../cli/diff/compare-findings";
import { compare, type Side } from "../../../cli/diff/compare";
import type { Diff } from "../../../cli/diff/difference";
import type { Result } from "../../../cli/judge/result";
import type { Deletion } from "../../../policies/residency/estate";
import { record } from "../../../policies/residency/values";
import { defaultClasses } from "../../../policies/residency/mandate-form";
import { bucket, bucketOfNoLine, doubt, refusal, waived } from "../checked";
import { held, holding, side, way } from "./sides";

const exports_ = bucket("exports");
const orders = bucket("orders");
const copy = bucket("copy");

/** What changed, by its kind: names alone. */
function told(diff: Diff): Readonly<Record<string, readonly string[]>> {
  const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
  const { judges, freed, findings, holders, movements } = diff;
  const all = {
    judges: judges.map(({ file, about }) => `${file} ${about}`),
    freed: freed.map(({ urn, how }) => `${nameOf(urn)} ${how}`),
    findingsNew: findings.new.map(({ fingerprint }) => fingerprint.slice(0, 4)),
    fixed: findings.fixed.map(({ fingerprint }) => fingerprint.slice(0, 4)),
    findingsChanged: findings.changed.flatMap(({ differs }) => differs.map(({ what }) => what)),
    holdersNew: holders.new.map(({ urn }) => nameOf(urn)),
    moved: holders.moved.flatMap(({ differs }) => differs.map(({ what }) => what)),
    replaced: holders.replaced.flatMap(({ differs }) => differs.map(({ what }) => what)),
    deleted: holders.deleted.map(({ urn }) => nameOf(urn)),
    holdersChanged: holders.changed.flatMap(({ differs }) => differs.map(({ what }) => what)),
    waysNew: movements.new.map(({ from, to }) => `${nameOf(from)} ${nameOf(to ?? "")}`),
    lost: movements.lost.map(({ from, to }) => `${nameOf(from)} ${nameOf(to ?? "")}`),
    waysChanged: movements.changed.flatMap(({ differs }) => differs.map(({ what }) => what)),
    notes: diff.notes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, names]) => names.length > 0));
}

const nothing = {};
const found = (...findings: Parameters<typeof refusal>[]) => side({ findings: findings.map((one) => refusal(...one)) });
const holds = (...holders: Parameters<typeof held>[]) => side(holding(...holders.map((one) => held(...one))));
const guarded = (deletion?: Deletion) => holds(["a", { resource: bucket("a", deletion && { deletion }) }]);
const moves = (...movements: ReturnType<typeof way>[]) => side({ resources: [orders, copy], movements });
const classes = (...free: string[]) =>
  new Map([...defaultClasses, ...free.map((name) => [name, { name, countries: ["US", "DE"] }] as const)]);
const operational = { dataClass: "operational", why: "label" } as const;

describe("a comparison tells exactly what changed", () => {
  it.each<[string, Side, Side, Readonly<Record<string, readonly string[]>>]>([
    ["nothing", found([exports_]), found([exports_]), nothing],
    ["a new finding", side({ resources: [exports_] }), found([exports_]), { findingsNew: ["7f3a"] }],
    ["a finding that is fixed", found([exports_]), side({ resources: [exports_] }), { fixed: ["7f3a"] }],
    [
      "the same finding in another stack",
      found([exports_]),
      found([exports_], [bucket("exports", { stack: "prod" })]),
      { findingsNew: ["7f3a"] },
    ],
    [
      "another way of the data",
      found([exports_, { traceHash: "a".repeat(16) }]),
      found([exports_, { traceHash: "b".repeat(16) }]),
      { findingsChanged: ["trace"] },
    ],
    ["a waiver", found([exports_]), found([exports_, { waiver: waived() }]), { findingsChanged: ["waiver"] }],
    [
      "a longer waiver",
      found([exports_, { waiver: waived() }]),
      found([exports_, { waiver: waived({ expires: "2027-01-01" }) }]),
      { findingsChanged: ["waiver"] },
    ],
    [
      "a day less of a waiver",
      found([exports_, { waiver: waived() }]),
      found([exports_, { waiver: waived({ daysLeft: 11 }) }]),
      nothing,
    ],
    ["the baseline", found([exports_]), found([exports_, { known: true }]), { findingsChanged: ["baseline"] }],
    [
      "an undecided finding that is refused now",
      side({ findings: [doubt(exports_)] }),
      side({ findings: [{ ...doubt(exports_), verdict: "refused", cause: null, effect: "block" }] }),
      { findingsChanged: ["verdict", "effect", "cause"] },
    ],
    ["a new holder", holds(["a"]), holds(["a"], ["b"]), { holdersNew: ["b"] }],
    ["a holder that is gone", holds(["a"], ["b"]), holds(["a"]), { deleted: ["b"] }],
    ["a holder elsewhere", holds(["a"]), holds(["a", { places: ["aws:eu-west-1"] }]), { moved: ["places"] }],
    ["a holder that isn't known where", holds(["a"]), holds(["a", { places: [] }]), { moved: ["places"] }],
    [
      "places in another order",
      holds(["a", { places: ["aws:us-east-1", "aws:us-west-2"] }]),
      holds(["a", { places: ["aws:us-west-2", "aws:us-east-1"] }]),
      nothing,
    ],
    [
      "a holder under another parent",
      holds(["a"]),
      holds(["a", { resource: bucket("a", { urn: "urn:pulumi:dev::shop::my:x:Y$aws:s3/bucket:Bucket::a" }) }]),
      { replaced: ["urn"] },
    ],
    [
      "a holder of another type",
      holds(["a"]),
      holds(["a", { resource: bucket("a", { urn: "urn:pulumi:dev::shop::aws:s3/bucketV2:BucketV2::a" }) }]),
      { replaced: ["urn"] },
    ],
    [
      "a holder of the same name in another stack",
      holds(["a"]),
      holds(["a"], ["a", { resource: bucket("a", { stack: "prod" }) }]),
      { holdersNew: ["a"] },
    ],
    ["a stricter class", holds(["a", operational]), holds(["a"]), { holdersChanged: ["class", "why"] }],
    [
      "a freer class",
      holds(["a"]),
      holds(["a", operational]),
      { freed: ["a class"], holdersChanged: ["class", "why"] },
    ],
    ["another reason for a class", holds(["a"]), holds(["a", { why: "container" }]), { holdersChanged: ["why"] }],
    ["other content", holds(["a"]), holds(["a", { holds: "logs" }]), { holdersChanged: ["holds"] }],
    [
      "a new holder of a freer class",
      holds(["a"]),
      holds(["a"], ["b", operational]),
      { freed: ["b new"], holdersNew: ["b"] },
    ],
    [
      "a holder that moves and is replaced",
      holds(["a"]),
      holds([
        "a",
        { resource: bucket("a", { urn: "urn:pulumi:dev::shop::my:x:Y$aws:s3/bucket:Bucket::a" }), places: [] },
      ]),
      { replaced: ["urn", "places"] },
    ],
    [
      "another phase",
      side(holding(held("a"))),
      side({ ...holding(held("a")), phaseOf: () => "draining" }),
      { holdersChanged: ["phase"] },
    ],
    ["a holder that is protected no more", guarded("refused"), guarded(), { holdersChanged: ["deletion"] }],
    ["a holder that is left from now on", guarded("refused"), guarded("left"), { holdersChanged: ["deletion"] }],
    ["the same guard against deletion", guarded("left"), guarded("left"), nothing],
    [
      "another key",
      side(holding(held("a"))),
      side({ ...holding(held("a")), keyOf: () => ({ kind: "provider", keys: [], cause: null }) }),
      { holdersChanged: ["key"] },
    ],
    [
      "a class that may be in more places",
      side({ ...holding(held("a", { dataClass: "eu" })), mandate: { classes: classes("eu") } }),
      side({
        ...holding(held("a", { dataClass: "eu" })),
        mandate: { classes: new Map([...classes("eu"), ["eu", { name: "eu", countries: "any", reason: "free" }]]) },
      }),
      { freed: ["a mandate"], judges: ["mandate class eu"] },
    ],
    ["a new way", moves(), moves(way(orders, copy)), { waysNew: ["orders copy"] }],
    ["a way that is gone", moves(way(orders, copy)), moves(), { lost: ["orders copy"] }],
    ["a way at another index", moves(way(orders, copy)), moves(way(orders, copy, { property: "rules[1]" })), nothing],
    [
      "a way by another input",
      moves(way(orders, copy)),
      moves(way(orders, copy, { property: "to" })),
      { waysNew: ["orders copy"], lost: ["orders copy"] },
    ],
    [
      "a way to elsewhere",
      moves(way(orders, undefined, { place: "aws:us-east-1" })),
      moves(way(orders, undefined, { place: "aws:eu-west-1" })),
      { waysNew: ["orders "], lost: ["orders "] },
    ],
    [
      "a way that is only possible",
      moves(way(orders, copy)),
      moves(way(orders, copy, { certainty: "possible" })),
      { waysChanged: ["certainty"] },
    ],
    [
      "a way of another class",
      moves(way(orders, copy)),
      moves(way(orders, copy, {}, ["operational", "us-user"])),
      { waysChanged: ["classes"] },
    ],
    ["a way of data that may be anywhere", moves(), moves(way(orders, copy, {}, ["operational"])), nothing],
    [
      "the end of a way that is elsewhere",
      moves(way(orders, copy)),
      side({ resources: [orders, copy], movements: [way(orders, copy)], placesOf: () => ["aws:eu-west-1"] }),
      { waysChanged: ["places"] },
    ],
    ["the mandate's name", side(), side({ mandate: { name: "theirs" } }), { judges: ["mandate name"] }],
    [
      "the default class",
      side(),
      side({ mandate: { defaultClass: "operational" } }),
      { judges: ["mandate default class"] },
    ],
    [
      "the number of waivers",
      side(),
      side({ waivers: { source: "waivers.yaml", count: 2 } }),
      { judges: ["waivers waivers"] },
    ],
    [
      "the number that a baseline has",
      side(),
      side({ baseline: { source: "baseline.json", count: 2, gone: [] } }),
      { judges: ["baseline accepted findings"] },
    ],
    [
      "another day",
      side({ date: "2026-11-21" }),
      side(),
      { notes: ["base was judged for 2026-11-21, head for 2026-11-22"] },
    ],
  ])("%s", (_, base, head, expected) => {
    const { notes: all, ...rest } = told(compare(base, head));
    const notes = (all ?? []).filter((note) => !note.startsWith("a saved result tells"));
    expect({ ...rest, ...(notes.length > 0 && { notes }) }).toEqual(expected);
  });

  it("is of another thing where nothing of one is in the other", () => {
    const { notes } = compare(
      side({ resources: [bucket("a", { urn: "urn:pulumi:dev::old::t:t:T::a" })] }),
      side({ resources: [bucket("a", { urn: "urn:pulumi:dev::new::t:t:T::a" })] }),
    );
    expect(notes).toContain(
      "nothing of one is in the other: base has stack dev of project old, head stack dev of project new; a project or stack of another name is another one",
    );
  });
});

describe("several findings of one id", () => {
  it("are told apart by the ways of their data", () => {
    const one = refusal(exports_, { traceHash: "a".repeat(16) });
    const other = refusal(exports_, { traceHash: "b".repeat(16) });
    const { findings } = compare(side({ findings: [one, other] }), side({ findings: [other] }));
    expect(findings.fixed.map(({ traceHash }) => traceHash)).toEqual([one.traceHash]);
    expect([findings.new, findings.changed, findings.unchanged].map(({ length }) => length)).toEqual([0, 0, 1]);
  });
});

describe("what a comparison counts", () => {
  it("are findings, holders and ways that are as they were", () => {
    const given = {
      ...holding(held("a"), held("b")),
      findings: [refusal(exports_)],
      movements: [way(orders, copy)],
    };
    const { findings, hidden } = compare(side(given), side(given));
    expect(findings.unchanged).toHaveLength(1);
    expect(hidden).toMatchObject({ holders: 2, movements: 1, freeMovements: 0 });
  });

  it("are ways of data that may be anywhere, unless they were or are of other data", () => {
    const free = way(orders, copy, {}, ["operational"]);
    expect(compare(moves(), moves(free)).hidden.freeMovements).toBe(1);
    expect(compare(moves(free), moves()).hidden.freeMovements).toBe(1);
    expect(compare(moves(free), moves(way(orders, copy))).movements.changed).toHaveLength(1);
    expect(compare(moves(way(orders, copy)), moves(free)).movements.changed).toHaveLength(1);
  });

  it("are resources that nothing else is said about, without providers and stacks", () => {
    const named = (name: string, type = "aws:iam/role:Role", key = "x") =>
      bucket(name, { urn: `urn:pulumi:dev::shop::${type}::${name}`, inputs: record([["key", key]]) });
    const base = side({
      resources: [named("same"), named("gone"), named("other"), named("p", "pulumi:providers:aws")],
    });
    const head = side({
      ...holding(held("told")),
      resources: [
        bucket("told"),
        named("same"),
        named("new"),
        named("other", undefined, "y"),
        named("s", "pulumi:pulumi:Stack"),
      ],
    });
    expect(compare(base, head).hidden.resources).toEqual({ new: 1, deleted: 1, changed: 1 });
  });

  it("can't be changed inputs where a result is saved, or where one is deployed and the other a program", () => {
    const { estate, ...saved } = side({ resources: [orders] });
    expect(estate).toBeDefined();
    const state: Side = { ...side(), result: { ...side().result, subject: { kind: "states", files: ["a"] } } };
    expect(compare(saved, side()).hidden.resources.changed).toBeNull();
    expect(compare(state, side()).hidden.resources.changed).toBeNull();
    expect(compare(side(), side()).hidden.resources.changed).toBe(0);
  });
});

describe("two deployments", () => {
  const deployed = (id?: string): Side => {
    const resource = { ...bucket("a"), ...(id !== undefined && { id }) };
    const one = side(holding(held("a", { resource })));
    return { ...one, result: { ...one.result, subject: { kind: "states", files: ["a"] } } };
  };

  it("tell by another id that something was replaced, and don't show ids", () => {
    const diff = compare(deployed("secret-1"), deployed("secret-2"));
    expect(diff.holders.replaced.map(({ differs }) => differs)).toEqual([[{ what: "id", base: null, head: null }]]);
    expect(JSON.stringify(diff)).not.toContain("secret-");
  });

  it("say nothing by ids that one of them doesn't have", () => {
    expect(compare(deployed("a"), deployed()).holders.replaced).toEqual([]);
    expect(compare(deployed("a"), deployed("a")).holders.replaced).toEqual([]);
  });

  it("are told by ids only where both are deployed", () => {
    const program: Side = {
      ...deployed("b"),
      result: { ...deployed().result, subject: { kind: "program", files: [] } },
    };
    expect(compare(deployed("a"), program).holders.replaced).toEqual([]);
  });
});

describe("some stacks", () => {
  it("are compared alone", () => {
    const prod = bucket("exports", { stack: "prod" });
    const given = {
      stacks: ["dev", "prod"],
      findings: [refusal(exports_), refusal(prod)],
      ...holding(held("a", { resource: prod })),
    };
    const diff = compare(side({ stacks: ["dev"] }), side(given), new Set(["dev"]));
    expect(diff.findings.new.map(({ resource }) => resource.stack)).toEqual(["dev"]);
    expect(diff.holders.new).toEqual([]);
    expect(diff.head.stacks.map(({ name }) => name)).toEqual(["dev"]);
  });
});

describe("the verdict of what is new", () => {
  const known = refusal(exports_, { known: true });
  it.each<[string, Side, Side, Result["verdict"]]>([
    ["a refusal", side(), found([exports_]), "refused"],
    ["a doubt that blocks", side(), side({ findings: [doubt(exports_, "block")] }), "undecided"],
    ["a doubt that warns", side(), side({ findings: [doubt(exports_)] }), "clean"],
    ["a waived refusal", side(), found([exports_, { waiver: waived() }]), "clean"],
    ["a known refusal", side(), side({ findings: [known] }), "clean"],
    ["nothing, beside what was refused before", found([exports_]), found([exports_]), "clean"],
    ["a refusal that is fixed", found([exports_]), side(), "clean"],
    ["a refusal whose waiver is gone", found([exports_, { waiver: waived() }]), found([exports_]), "refused"],
    ["a refusal that the baseline has no more", side({ findings: [known] }), found([exports_]), "refused"],
    [
      "a doubt that is refused now",
      side({ findings: [doubt(exports_, "block")] }),
      side({ findings: [{ ...doubt(exports_), verdict: "refused" }] }),
      "refused",
    ],
    [
      "a warning that blocks now",
      side({ findings: [doubt(exports_)] }),
      side({ findings: [doubt(exports_, "block")] }),
      "undecided",
    ],
    [
      "a refusal that takes another way",
      found([exports_, { traceHash: "a".repeat(16) }]),
      found([exports_, { traceHash: "b".repeat(16) }]),
      "refused",
    ],
    [
      "a waived refusal that takes another way",
      found([exports_, { traceHash: "a".repeat(16) }]),
      found([exports_, { traceHash: "b".repeat(16), waiver: waived() }]),
      "clean",
    ],
  ])("is that of %s", (_, base, head, verdict) => {
    expect(verdictOfNew(compare(base, head).findings)).toBe(verdict);
  });
});

describe("where things are", () => {
  it("changes nothing: lines of the program aren't residency", () => {
    const base = side(holding(held("a")));
    const head = side(holding(held("a", { resource: bucketOfNoLine("a") })));
    expect(told(compare(base, head))).toEqual({ notes: [expect.stringMatching(/^a saved result tells/)] });
  });
});
