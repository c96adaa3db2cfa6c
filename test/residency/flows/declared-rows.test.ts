import type { Resource } from "../../../policies/residency/estate";
import { isApplicable } from "../../../policies/residency/flows/applicable";
import { declaredMovements } from "../../../policies/residency/flows/declared";
import type { Movement } from "../../../policies/residency/flows/movement";
import type { MovementRow } from "../../../policies/residency/movements";
import { Unknown } from "../../../policies/residency/values";
import { estate, values } from "../../support/estates";
import { aws, bucketIn, flowTerms, from, output, virginia } from "../../support/flows";
import { destinationText } from "../../support/movements";

const { catalog } = flowTerms();
const queue = aws("sqs/queue:Queue", "queue", { name: "queue" });
const orders = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const copy = bucketIn(virginia, "copy", { bucket: "acme-copy" });
const worker = aws("lambda/function:Function", "worker");
const role = aws("iam/role:Role", "role", { name: "role" });
const policy = aws("iam/policy:Policy", "policy");
const budget = aws("budgets/budget:Budget", "budget");
const subnet = aws("ec2/subnet:Subnet", "subnet");
const balancer = aws("lb/loadBalancer:LoadBalancer", "balancer");
const seen = [queue, orders, copy, worker, role, policy, budget, subnet, balancer];
const later = new Unknown("not-yet-known");

type Row = Partial<MovementRow>;

function row(parts: Row): MovementRow {
  return {
    type: "t",
    from: [],
    to: ["to"],
    kind: "replication",
    names: "arn",
    gate: [],
    certainty: "certain",
    because: "b",
    ...parts,
  };
}

/** Every movement that a row makes of a resource, in full. */
function made(by: Resource, parts: Row, others: readonly Row[] = []): Movement[] {
  const rows = [parts, ...others].map(row);
  const [first = row(parts)] = rows;
  const type = catalog.find(by.type);
  if (type === undefined) throw new Error(`no row of \`${by.type}\``);
  const movements = { of: () => rows, whyNone: () => undefined };
  const lookup = estate(...seen.filter(({ urn }) => urn !== by.urn), by);
  return [...declaredMovements(by, type, first, { catalog, movements, lookup, ownAccounts: new Set() })];
}

const texts = (all: readonly Movement[]) =>
  all.map(
    ({ from: source, to, property, cause }) =>
      `${source.name} > ${destinationText(to)} by ${property}${cause === undefined ? "" : `, ${cause}`}`,
  );

const mover = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  aws("s3/bucketNotification:BucketNotification", "mover", inputs, more);
const store = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  bucketIn(virginia, "store", inputs, more);

describe("a movement of a row", () => {
  it("is told in full", () => {
    const by = store({ to: output(queue) });
    expect(made(by, {})).toEqual([
      {
        ...{ by, from: by, to: { kind: "resource", resource: queue }, property: "to", kind: "replication" },
        ...{ spreads: true, isJudged: true },
      },
    ]);
  });

  it("reaches a transfer or compute between two, which isn't judged by itself", () => {
    const between = (by: Resource, parts: Row = {}) => made(by, { from: [["from"]], ...parts });
    const inputs = { from: output(orders, "id"), to: output(queue) };
    const by = mover(inputs);
    expect(between(by)[1]).toEqual({
      ...{ by, from: orders, to: { kind: "resource", resource: by }, property: "from", kind: "replication" },
      ...{ spreads: true, isJudged: false },
    });
    expect(texts(between(mover(inputs), { certainty: "possible" }))).toEqual([
      "orders > queue by to, possible",
      "orders > mover by from, possible",
    ]);
    expect(between(aws("lambda/function:Function", "f", inputs))).toHaveLength(2);
    expect(between(store(inputs))).toHaveLength(1);
    expect(between(mover(inputs), { kind: "dns-routing" })).toHaveLength(1);
    expect(between(mover({ from: output(orders, "id") }), { to: [] })).toHaveLength(1);
    expect(made(mover({ to: output(queue) }), {})).toHaveLength(1);
  });

  it("names its input when it may lead to itself", () => {
    const by = store({ to: later }, from({ to: [orders] }));
    const self = { from: [["from"]] };
    const own = { ...by, inputs: values({ from: output(orders, "id"), to: later }) };
    expect(made(own, self)[0]?.to).toEqual({ kind: "unknown", cause: "not-yet-known", what: "`to`" });
  });
});

describe("the classes of the source", () => {
  const spread = (by: Resource, parts: Row) => made(by, parts).map(({ spreads }) => spreads);
  const to = (target: Resource, name = "arn") => store({ to: output(target, name) });

  it.each<[string, Resource, Row, boolean]>([
    ["go on behind a gateway", to(subnet, "id"), { kind: "network" }, true],
    ["don't go on over a network to what isn't one", to(queue), { kind: "network" }, false],
    ["go into what lets others in", to(role), { kind: "share-grant", names: "name" }, true],
    ["don't go into whom an account's name lets in", to(role), { kind: "share-grant", names: "account" }, false],
    ["don't go into what is no grant", to(queue), { kind: "share-grant", names: "name" }, false],
    ["don't go where requests are routed", to(queue), { kind: "dns-routing" }, false],
    ["don't go to viewers", store({ to: "DE" }), { kind: "cdn-edge", names: "location" }, false],
    ["don't go where something is open", store({ to: "0.0.0.0/0" }), { kind: "public-exposure", names: "cidr" }, false],
    ["go where events go", to(queue), { kind: "event-route" }, true],
    [
      "don't go behind a gateway with events",
      { ...balancer, inputs: to(queue).inputs },
      { kind: "event-route" },
      false,
    ],
    ["go behind a gateway with what it logs", { ...balancer, inputs: to(queue).inputs }, { kind: "log-export" }, true],
  ])("%s", (_, by, parts, expected) => {
    expect(spread(by, parts)).toEqual([expected]);
  });

  it("go into a group that a grant names, and into what controls", () => {
    const share = (target: Resource) => spread(to(target, "id"), { kind: "share-grant", names: "policy" });
    expect(share(orders)).toEqual([false]);
    expect(spread(store({ to: output(budget, "name") }), { kind: "share-grant", names: "id" })).toEqual([true]);
  });
});

describe("where the destination is the resource itself", () => {
  const into = (inputs: Readonly<Record<string, unknown>>, parts: Row = {}) =>
    texts(made(store(inputs), { from: [["from"]], to: [], ...parts }));

  it("content comes from each that an input names", () => {
    expect(into({ from: [output(orders), output(copy)] }, { from: [["from[]"]] })).toEqual([
      "orders > store by from[0]",
      "copy > store by from[1]",
    ]);
  });

  it("content comes from what another input names where the first doesn't", () => {
    const either = { from: [["first"], ["second"], ["third"]] };
    expect(into({ second: output(orders) }, either)).toEqual(["orders > store by second"]);
    expect(into({ third: output(copy) }, either)).toEqual(["copy > store by third"]);
    expect(into({ second: output(orders), third: output(copy) }, either)).toEqual([
      "orders > store by second",
      "copy > store by second",
    ]);
    expect(into({}, either)).toEqual([]);
  });

  it("nothing comes from somewhere that isn't seen", () => {
    expect(into({ from: "somebody" })).toEqual([]);
  });
});

describe("what stands at a destination's input", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["an empty text says nothing", "", []],
    ["an empty list says nothing", [], []],
    ["a list says something", [1], ["store > placeless by to"]],
    ["a text says something", "arn:aws:s3:::x", ["store > placeless by to"]],
    ["what isn't known says something", later, ["store > unknown (not-yet-known) by to"]],
  ])("%s", (_, to, expected) => {
    expect(texts(made(store({ to }), {}))).toEqual(expected);
  });

  it("is told where changes are ignored and nothing stands", () => {
    const ignoring = (ignored: string, parts: Row = {}) => texts(made(store({}, { ignoreChanges: [ignored] }), parts));
    expect(ignoring("to")).toEqual(["store > unknown (ignored) by to, ignored"]);
    expect(ignoring("other")).toEqual([]);
    expect(ignoring("to", { gate: [{ path: "on", test: "set", values: [] }] })).toEqual([]);
    expect(ignoring("to", { names: "flag" })).toEqual([]);
  });
});

describe("a switch", () => {
  const on = (path: string) => ({ path, test: "is", values: ["true"] }) as const;
  const off = (path: string) => ({ path, test: "is-not", values: ["true"] }) as const;
  const switched = (inputs: Readonly<Record<string, unknown>>, to: string, gate: MovementRow["gate"]) =>
    texts(made(store(inputs), { names: "flag", to: [to], gate }));

  it("is read where it stands", () => {
    expect(switched({ to: true }, "to", [on("to")])).toEqual(["store > inside by to"]);
    expect(switched({ to: false }, "to", [on("to")])).toEqual([]);
  });

  it("that stands nowhere is off", () => {
    expect(switched({}, "to", [on("to")])).toEqual([]);
    expect(switched({}, "to", [off("to")])).toEqual(["store > inside by to"]);
    expect(switched({}, "to", [off("other")])).toEqual([]);
  });

  it("is off in each member of a list that lacks it", () => {
    const gate = [off("list[].deep.on")];
    expect(switched({ list: [{ deep: { on: true } }, { a: 1 }] }, "list[].deep.on", gate)).toEqual([]);
    expect(switched({ list: [{ a: 1 }, { b: 2 }] }, "list[].deep.on", gate)).toEqual([
      "store > inside by list[0].deep.on",
      "store > inside by list[1].deep.on",
    ]);
    expect(switched({}, "list[].deep.on", gate)).toEqual(["store > inside by list[].deep.on"]);
  });
});

describe("where a source isn't seen", () => {
  const parts = { from: [["from"]] };
  const told = (by: Resource, more: Row = {}, others: readonly Row[] = []) =>
    texts(made(by, { ...parts, ...more }, others));

  it.each<[string, Resource, readonly string[]]>([
    ["a transfer is its own", mover({ to: output(queue) }), ["mover > queue by to"]],
    ["compute is its own", aws("lambda/function:Function", "f", { to: output(queue) }), ["f > queue by to"]],
    ["a store is its own", store({ to: output(queue) }), ["store > queue by to"]],
    ["a grant has none", aws("iam/role:Role", "r", { to: output(queue) }), []],
  ])("%s", (_, by, expected) => {
    expect(told(by)).toEqual(expected);
  });

  it("it isn't its own where another row's source is named for the same destination", () => {
    const other = { from: [["also", "other"]] };
    const inputs = { to: output(queue), other: "somebody" };
    expect(told(mover(inputs), {}, [other])).toEqual([]);
    expect(told(mover({ ...inputs, from: "somebody" }), {}, [other])).toEqual(["mover > queue by to"]);
    expect(told(mover({ to: output(queue) }), {}, [other])).toEqual(["mover > queue by to"]);
    expect(told(mover(inputs), {}, [{ ...other, to: ["elsewhere"] }])).toEqual(["mover > queue by to"]);
  });

  it("what is only looked up, or of a type that nobody knows, is no source", () => {
    const of = (source: Resource) => {
      const by = mover({ from: output(source), to: output(queue) });
      const type = catalog.find(by.type);
      if (type === undefined) throw new Error("no row");
      const lookup = estate(source, queue, by);
      const context = {
        catalog,
        movements: { of: () => [], whyNone: () => undefined },
        lookup,
        ownAccounts: new Set<string>(),
      };
      return texts([...declaredMovements(by, type, row(parts), context)]);
    };
    expect(of(orders)[0]).toBe("orders > queue by to");
    expect(of({ ...orders, kind: "read" })).toEqual(["mover > queue by to"]);
    expect(of(aws("no/type:Type", "x"))).toEqual(["mover > queue by to"]);
  });

  it("what one input names is the source, not what another was computed from", () => {
    const together = { from: [["bucket", "prefix"]] };
    const computed = from({ prefix: [copy] });
    expect(
      texts(made(mover({ bucket: output(orders, "id"), prefix: later, to: output(queue) }, computed), together)),
    ).toEqual(["orders > queue by to", "orders > mover by bucket"]);
    expect(texts(made(mover({ prefix: later, to: output(queue) }, computed), together))).toEqual([
      "copy > queue by to, not-yet-known",
      "copy > mover by prefix, not-yet-known",
    ]);
  });
});

describe("a row says something of a resource", () => {
  it.each<[string, Row, Readonly<Record<string, unknown>>, boolean]>([
    ["that has its destination", { to: ["to.a[].b"] }, { to: {} }, true],
    ["not of one that lacks it", { to: ["to.a[].b"], from: [["from"]] }, { from: "x" }, false],
    ["not of one where it is nothing", {}, { to: null }, false],
    ["that has one of its sources", { to: [], from: [["a", "b"], ["c"]] }, { c: "x" }, true],
    ["not of one that has none of them", { to: [], from: [["a"], ["c"]] }, { b: "x" }, false],
    ["whose switch is on by default", { names: "flag" }, {}, true],
    [
      "whose switch is off by a condition",
      { names: "flag", gate: [{ path: "x", test: "is-not", values: ["a"] }] },
      {},
      true,
    ],
    [
      "not of one without what is set",
      { names: "flag", gate: [{ path: "on.x", test: "set", values: [] }] },
      { to: true },
      false,
    ],
    ["that has what is set", { names: "flag", gate: [{ path: "on.x", test: "set", values: [] }] }, { on: {} }, true],
    [
      "not of one without what is on",
      { names: "flag", gate: [{ path: "on", test: "is", values: ["a"] }] },
      { to: true },
      false,
    ],
  ])("%s", (_, parts, inputs, expected) => {
    const one = row(parts);
    expect(isApplicable(one, values(inputs))).toBe(expected);
    expect(isApplicable(one, values(inputs))).toBe(expected);
  });
});
