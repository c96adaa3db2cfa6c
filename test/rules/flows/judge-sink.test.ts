import type { Destination, Movement } from "../../../policies/residency/flows/movement";
import { lookUpPlace, type Place } from "../../../policies/residency/geography";
import { builtInMandate, type Center, type Mandate } from "../../../policies/residency/mandate";
import { causes, type Cause } from "../../../policies/residency/values";
import { judgeSink, mayBeExcused, type Flow } from "../../../policies/rules/flows/judge-sink";
import type { Sink as AnySink } from "../../../policies/rules/flows/sinks";
import { bucketIn, ireland, virginia } from "../../support/flows";
import { resource } from "../../support/estates";

const orders = bucketIn(virginia, "orders");
const copy = bucketIn(virginia, "copy");
const dublin = bucketIn(ireland, "dublin");
const drill = bucketIn(ireland, "drill", {}, { stack: "backup-dublin" });
const handler = resource("aws:lambda/function:Function", "handler", {}, { provider: ireland });
const grant = resource(
  "aws:s3/bucketPolicy:BucketPolicy",
  "grant",
  {},
  { source: { file: "index.ts", line: 3, column: 1 } },
);

const into = (to: typeof orders): Destination => ({ kind: "resource", resource: to });
const movement: Movement = {
  ...{ by: orders, from: orders, to: into(dublin), property: "destination", kind: "replication" },
  ...{ spreads: true, isJudged: true },
};

type Sink = Exclude<AnySink, { kind: "elsewhere" }>;

const euWest: Place = placeOf("eu-west-1");
const outside: Extract<Sink, { kind: "outside" }> = {
  ...{ kind: "outside", places: ["aws:eu-west-1"], what: 'to bucket "dublin" in eu-west-1 (Ireland)' },
  ...{ abroad: [{ place: euWest, secret: false, property: "region" }], resource: dublin },
};
const inside: Sink = { kind: "inside", places: ["aws:us-east-1"], what: 'to bucket "copy"' };
const untold = (cause: Cause): Sink => ({ kind: "untold", cause, what: ", and where to is not known" });

const position = { line: 1, column: 1 };
const center: Center = {
  name: "ireland",
  kind: "backup",
  stack: "backup-dublin",
  cloud: "aws",
  regions: ["eu-west-1"],
  phase: "dual-run",
  phaseSince: "2022-06-17",
  until: "2022-12-31",
  exception: {
    owner: "data",
    approver: "board",
    reason: "r",
    ticket: "T-1",
    created: "2022-06-17",
    expires: "2022-09-15",
    position,
  },
  position,
};
const mandate: Mandate = { ...builtInMandate(), approvers: ["board"], centers: [center] };

function judged(sink: Sink, more: Partial<Movement> = {}, flow: Partial<Flow> = {}) {
  const given = { rule: "r", movement: { ...movement, ...more }, dataClass: "us-user", before: () => [], ...flow };
  return judgeSink(given, sink, { mandate, date: "2022-07-01" });
}

function placeOf(id: string): Place {
  const found = lookUpPlace("aws", id);
  if (found.kind !== "place") throw new Error(`\`${id}\` is not a place`);
  return found.place;
}

describe("a flow that ends outside", () => {
  it("is refused, with what it moves, where to and by which way", () => {
    expect(judged(outside)).toEqual({
      ...{ rule: "r", subject: orders.urn, verdict: "refused" },
      evidence: {
        dataClass: "us-user",
        message: 'bucket "orders" replicates us-user data to bucket "dublin" in eu-west-1 (Ireland)',
        places: ["aws:eu-west-1"],
        property: "destination",
        trace: [
          {
            ...{ from: orders.urn, to: dublin.urn, by: orders.urn, place: "aws:eu-west-1" },
            ...{ property: "destination", kind: "replication", certainty: "certain" },
          },
        ],
      },
    });
  });

  it("shows every place in its last hop, and the way before it", () => {
    const before: Movement = { ...movement, by: grant, from: copy, to: into(orders), kind: "transfer" };
    const two = { ...outside, places: ["aws:eu-west-1", "aws:eu-west-2"] };
    const { evidence } = judged(two, {}, { before: () => [before] });
    expect(evidence.message).toBe(
      'bucket "orders" replicates us-user data of bucket "copy" to bucket "dublin" in eu-west-1 (Ireland)',
    );
    expect(evidence.trace?.map(({ from, to, by, place, source }) => ({ from, to, by, place, source }))).toEqual([
      { from: copy.urn, to: orders.urn, by: grant.urn, place: undefined, source: grant.source },
      { from: orders.urn, to: dublin.urn, by: orders.urn, place: "aws:eu-west-1 aws:eu-west-2", source: undefined },
    ]);
  });

  it.each<[string, Partial<Movement>, string]>([
    [
      "whose data it is that another resource moves",
      { by: grant, kind: "transfer" },
      'bucket policy "grant" moves us-user data of bucket "orders" to bucket "dublin" in eu-west-1 (Ireland)',
    ],
    [
      "who writes, not what lets it",
      { by: grant, from: handler, kind: "writes" },
      'function "handler" may write us-user data to bucket "dublin" in eu-west-1 (Ireland)',
    ],
    [
      "who reads, and where that is",
      { by: grant, to: into(handler), kind: "reads" },
      'function "handler" in aws:eu-west-1 may read us-user data of bucket "orders"',
    ],
    [
      "that somebody reads who is no resource",
      { by: grant, to: { kind: "anywhere", what: "worldwide" }, kind: "reads" },
      'bucket policy "grant" may read us-user data of bucket "orders" to bucket "dublin" in eu-west-1 (Ireland)',
    ],
  ])("says %s", (_, more, message) => {
    expect(judged(outside, more).evidence.message).toBe(message);
  });

  it("joins what begins with a comma without a space", () => {
    expect(judged({ ...outside, places: [], what: ", and so on" }).evidence.message).toBe(
      'bucket "orders" replicates us-user data, and so on',
    );
  });

  it.each<[string, Partial<Movement>, Partial<Flow>, Cause]>([
    ["the movement may not happen", { cause: "possible" }, {}, "possible"],
    ["it isn't certain that the class gets there", {}, { reached: "not-yet-known" }, "not-yet-known"],
    ["both are in doubt", { cause: "possible" }, { reached: "not-yet-known" }, "not-yet-known"],
  ])("is undecided where %s", (_, more, flow, cause) => {
    expect(judged(outside, more, flow)).toMatchObject({
      verdict: "undecided",
      cause,
      evidence: { places: ["aws:eu-west-1"] },
    });
  });

  it.each<[string, Partial<Movement>, string | undefined]>([
    ["when it is certain", {}, undefined],
    ["when it is possible", { cause: "possible" }, undefined],
    [
      "when changes to its input are ignored",
      { cause: "ignored" },
      "take the input out of `ignoreChanges`, or judge the deployed state",
    ],
    ["when the region isn't stated", { cause: "not-stated" }, "state the region of the destination"],
    ...(["reads", "writes"] as const).map((kind): [string, Partial<Movement>, string] => [
      `when compute may be what ${kind}`,
      { kind, cause: "possible" },
      "keep compute that reaches US users' data from what lies abroad, or take the reference or grant out",
    ]),
    ["when compute certainly reads", { kind: "reads" }, undefined],
  ])("has a remedy of its own or none %s", (_, more, remedy) => {
    const { evidence } = judged(outside, more);
    expect(evidence.remedy).toBe(remedy);
    expect("remedy" in evidence).toBe(remedy !== undefined);
  });
});

describe("a flow into a center abroad", () => {
  const into: typeof outside = { ...outside, resource: drill };
  const on = (date: string, more: Partial<Movement> = {}, sink = into, centers: readonly Center[] = [center]) =>
    judgeSink({ rule: "r", movement: { ...movement, ...more }, dataClass: "us-user", before: () => [] }, sink, {
      mandate: { ...mandate, centers },
      date,
    });
  const refused = (because: string) => ({
    verdict: "refused",
    evidence: {
      message: `bucket "orders" replicates us-user data to bucket "dublin" in eu-west-1 (Ireland)${because}`,
    },
  });

  it.each(["replication", "replica", "backup-copy", "dr", "transfer"] as const)(
    "is allowed while its exception is in force: %s",
    (kind) => {
      const found = on("2022-07-01", { kind });
      expect(found.verdict).toBe("allowed");
      expect(found.evidence.exception).toEqual({ center: "ireland", expires: "2022-09-15", daysLeft: 76 });
      expect(found.evidence.places).toEqual(["aws:eu-west-1"]);
    },
  );

  it("is refused once the exception lapsed, and says so", () => {
    expect(on("2022-09-16")).toMatchObject(
      refused("; center `ireland` does not excuse it: its exception lapsed on 2022-09-15"),
    );
  });

  it.each<[string, ReturnType<typeof on>]>([
    ["it is no backup", on("2022-07-01", { kind: "replication" }, { ...into, abroad: [] })],
    ["it leads to another stack", on("2022-07-01", {}, outside)],
    ["there is no center", on("2022-07-01", {}, into, [])],
  ])("is refused without a word about the center where %s", (_, found) => {
    expect(found).toMatchObject(refused(""));
  });

  it("is refused where its kind makes no backup", () => {
    expect(on("2022-07-01", { kind: "log-export" })).toMatchObject({ verdict: "refused" });
  });

  it("is undecided where changes to its input are ignored, whatever the exception", () => {
    expect(on("2022-07-01", { isIgnored: true, cause: "ignored" })).toMatchObject({
      verdict: "undecided",
      cause: "ignored",
    });
  });

  it("is that of the resource which declares it where its destination is none", () => {
    const { kind, places, what, abroad } = into;
    const placeOnly = { kind, places, what, abroad };
    expect(on("2022-07-01", {}, placeOnly).verdict).toBe("refused");
    expect(on("2022-07-01", { by: drill }, placeOnly).verdict).toBe("allowed");
  });

  it("may be excused only by its kind, its place and its day", () => {
    const excused = (more: Partial<Movement>, sink: typeof outside, date: string) =>
      mayBeExcused({ ...movement, ...more }, sink, undefined, { mandate, date });
    const both = {
      ...outside,
      abroad: [...outside.abroad, { place: placeOf("eu-west-2"), secret: false, property: "p" }],
    };
    expect(excused({}, outside, "2022-07-01")).toBe(true);
    expect(excused({}, both, "2022-07-01")).toBe(true);
    expect(excused({ kind: "log-export" }, outside, "2022-07-01")).toBe(false);
    expect(excused({}, { ...outside, abroad: [] }, "2022-07-01")).toBe(false);
    expect(excused({}, outside, "2022-09-16")).toBe(false);
  });

  it("may be excused whatever its kind where it stays in the center that it begins in", () => {
    const [ireland] = mandate.centers;
    const log: Movement = { ...movement, kind: "log-export" };
    const excused = (sink: Parameters<typeof mayBeExcused>[1], within = ireland) =>
      mayBeExcused(log, sink, within, { mandate, date: "2022-07-01" });
    expect(excused(into)).toBe(true);
    expect(excused(outside)).toBe(false);
    expect(excused({ ...into, abroad: [{ place: placeOf("eu-west-2"), secret: false, property: "p" }] })).toBe(false);
  });
});

describe("a flow that ends inside", () => {
  it("is allowed, with its last hop alone", () => {
    const found = judged(inside, { to: into(copy) }, { before: () => [movement] });
    expect(found).toMatchObject({ verdict: "allowed", subject: orders.urn });
    expect(found.evidence).toMatchObject({
      message: 'bucket "orders" replicates us-user data to bucket "copy"',
      places: ["aws:us-east-1"],
      property: "destination",
    });
    expect(found.evidence.trace).toEqual([
      {
        ...{ from: orders.urn, to: copy.urn, by: orders.urn },
        ...{ property: "destination", kind: "replication", certainty: "certain" },
      },
    ]);
  });
});

describe("a flow whose end isn't told", () => {
  it("is undecided, without a place", () => {
    const to: Destination = { kind: "unknown", cause: "not-seen", what: "w" };
    expect(judged(untold("not-seen"), { to, cause: "not-seen" })).toEqual({
      ...{ rule: "r", subject: orders.urn, verdict: "undecided", cause: "not-seen" },
      evidence: {
        dataClass: "us-user",
        message: 'bucket "orders" replicates us-user data, and where to is not known',
        places: [],
        property: "destination",
        remedy:
          "state the destination where it can be read, check it together with the stack that has it, or give the lookup's result with --invokes",
        trace: [
          {
            ...{ from: orders.urn, by: orders.urn },
            ...{ property: "destination", kind: "replication", certainty: "possible" },
          },
        ],
      },
    });
  });

  it("is in doubt by how the class came there first, unless it can't be read", () => {
    const by = (cause: Cause) => judged(untold(cause), {}, { reached: "possible" });
    expect(by("not-seen")).toMatchObject({ cause: "possible" });
    expect(by("unreadable")).toMatchObject({ cause: "unreadable" });
  });

  const said: Readonly<Record<Cause, RegExp>> = {
    "not-yet-known": /^state the destination as a plain value .* judged again at `pulumi up`$/,
    possible: /^make sure that nobody abroad is let in, or take the grant out$/,
    unreadable: /^write the document so that it can be read/,
    unresolvable: /^name a destination whose place is known/,
    "not-stated": /^state the region of the destination$/,
    "not-seen": /^state the destination where it can be read/,
    ignored: /^take the input out of `ignoreChanges`/,
    encrypted: /^give the passphrase in PULUMI_CONFIG_PASSPHRASE/,
  };
  it.each(causes)("has a remedy: %s", (cause) => {
    expect(judged(untold(cause)).evidence.remedy).toMatch(said[cause]);
  });
});
