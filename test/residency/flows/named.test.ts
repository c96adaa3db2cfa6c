import { destinationsOf } from "../../../policies/residency/flows/destinations";
import type { Destination } from "../../../policies/residency/flows/movement";
import type { MovementKind, MovementRow, Naming } from "../../../policies/residency/movements";
import { Asset, read, ResourceReference, Secret, Unknown } from "../../../policies/residency/values";
import { estate, resource } from "../../support/estates";
import { aws, bucketIn, flowTerms, from, output, virginia } from "../../support/flows";

const { catalog } = flowTerms();
const types = {
  aws: "aws:sqs/queue:Queue",
  gcp: "gcp:storage/bucket:Bucket",
  oci: "oci:ObjectStorage/bucket:Bucket",
  other: "random:index/randomId:RandomId",
};
const topic = aws("sns/topic:Topic", "topic", { name: "events" });
const orders = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const role = aws("iam/role:Role", "worker", { name: "worker" });
const later = new Unknown("not-yet-known");

interface Asked {
  readonly kind?: MovementKind;
  readonly path?: string;
  readonly also?: readonly string[];
  readonly gate?: MovementRow["gate"];
  readonly of?: keyof typeof types;
  readonly beside?: Readonly<Record<string, unknown>>;
  readonly computedFrom?: readonly (typeof topic)[];
}

/** Where one value of a row leads, in full. */
function led(names: Naming, value: unknown, asked: Asked = {}): readonly Destination[] {
  const {
    kind = "event-route",
    path = "target",
    also = [],
    gate = [],
    of = "aws",
    beside = {},
    computedFrom = [],
  } = asked;
  const row = {
    type: types[of],
    from: [],
    to: [path, ...also],
    kind,
    names,
    gate,
    certainty: "certain",
    because: "b",
  } as const;
  const known = catalog.find(types[of]);
  if (known === undefined) throw new Error(`no row of \`${types[of]}\``);
  // A value may be of another cloud than the type that the row is about.
  const { cloud, ...without } = known;
  const type = of === "other" || cloud === undefined ? without : known;
  const by = resource(
    types[of],
    "mover",
    { ...beside, [path]: value },
    { provider: virginia, ...from({ [path]: computedFrom }) },
  );
  const reading = read(by.inputs, path);
  if (reading === undefined) throw new Error("nothing stands there");
  const lookup = estate(by, topic, orders, role);
  return destinationsOf(reading, { resource: by, type, row, lookup, ownAccounts: new Set(["123456789012", "acme"]) });
}

const place = (id: string, secret = false) => ({
  kind: "place",
  placed: { place: expect.objectContaining({ id }) as unknown, property: "target", secret },
});
const inside = (what: string) => ({ kind: "inside", what });
const placeless = (what: string) => ({ kind: "placeless", what });
const unknown = (cause: string, what = "`target`") => ({ kind: "unknown", cause, what });
const worldwide = { kind: "anywhere", what: "worldwide" };

describe("a name of a place leads", () => {
  it.each<[string, Naming, unknown, Asked, unknown]>([
    ["to it", "region", "eu-west-1", {}, place("eu-west-1")],
    ["to it, as a secret", "region", new Secret("eu-west-1"), {}, place("eu-west-1", true)],
    ["to a zone's", "zone", "eu-west-1a", {}, place("eu-west-1a")],
    ["to no region where it is global", "location", "global", { of: "gcp" }, { kind: "anywhere", what: "global" }],
    ["nowhere that is known where the table lacks it", "region", "xx-nowhere-9", {}, unknown("unresolvable")],
    ["nowhere where it is no text", "region", 7, {}, placeless("`target` names no place")],
    ["to a country", "location", "DE", { kind: "cdn-edge" }, { kind: "countries", countries: ["DE"], secret: false }],
    [
      "to a country that the input is called for",
      "location",
      new Secret("DE"),
      { path: "countryCode" },
      { kind: "countries", countries: ["DE"], secret: true },
    ],
    ["to no country where the text is longer", "location", "DEU", { kind: "cdn-edge" }, unknown("unresolvable")],
    ["to no country where more stands before it", "location", "XDE", { kind: "cdn-edge" }, unknown("unresolvable")],
    ["to no country where the input isn't for one", "location", "DE", {}, unknown("unresolvable")],
    ["to the region in a path", "location", "projects/p/locations/europe-west1", { of: "gcp" }, place("europe-west1")],
    ["nowhere where a zone is a path", "zone", "a/b", {}, unknown("unresolvable")],
    ["nowhere where an availability domain is a path", "ad", "a:b", {}, unknown("unresolvable")],
    ["to what it isn't known to be", "region", later, {}, unknown("not-yet-known")],
    ["to a region of another cloud", "region", "europe-west1", { kind: "cross-cloud" }, place("europe-west1")],
    ["to no other cloud's where data stays in one", "region", "europe-west1", {}, unknown("unresolvable")],
    [
      "to none of another cloud that no cloud has",
      "region",
      "xx-nowhere-9",
      { kind: "cross-cloud" },
      unknown("unresolvable"),
    ],
  ])("%s", (_, names, value, asked, expected) => {
    expect(led(names, value, asked)).toEqual([expected]);
  });

  it("to the region of the cloud that its input is called after", () => {
    const [found] = led("region", "us-east-1", { kind: "cross-cloud", path: "awsRegion", of: "gcp" });
    expect(found).toMatchObject({ kind: "place", placed: { place: { cloud: "aws" }, property: "awsRegion" } });
  });

  it("to the resource there that another input names", () => {
    const asked = { also: ["name"], beside: { name: output(orders, "id") } };
    expect(led("region", "eu-west-1", asked)).toEqual([{ ...place("eu-west-1"), resource: orders }]);
    expect(led("region", "eu-west-1", { ...asked, beside: { name: "somebody" } })).toEqual([place("eu-west-1")]);
    expect(led("region", "xx-nowhere-9", asked)).toEqual([unknown("unresolvable")]);
  });

  it("anywhere where no cloud is asked", () => {
    expect(led("region", "eu-west-1", { of: "other" })).toEqual([placeless("`target` names no place")]);
  });
});

describe("a switch leads", () => {
  const flag = (kind: MovementKind, gate: MovementRow["gate"] = []) => led("flag", true, { kind, gate });

  it.each<MovementKind>([
    ...(["key-replica", "secret-replica", "replication", "replica", "global-table", "backup-copy", "dr"] as const),
    ...(["transfer", "log-export", "event-route", "stream-delivery", "analytics-export", "ai-output"] as const),
    ...(["dns-routing", "image-copy", "network"] as const),
  ])("to the same place: %s", (kind) => {
    expect(flag(kind)).toEqual([inside("the same place")]);
  });

  it.each<[MovementKind, unknown, unknown]>([
    ["cdn-edge", worldwide, worldwide],
    ["public-exposure", worldwide, inside("whoever can reach it")],
    ["share-grant", placeless("whoever is let in has no place"), inside("its own")],
    ["cross-cloud", placeless("another cloud is not asked where it keeps things"), undefined],
  ])("elsewhere: %s, and by default", (kind, opened, byDefault) => {
    expect(flag(kind)).toEqual([opened]);
    expect(flag(kind, [{ path: "other", test: "unset", values: [] }])).toEqual([opened]);
    expect(flag(kind, [{ path: "target", test: "is", values: ["true"] }])).toEqual([opened]);
    if (byDefault === undefined) return;
    expect(flag(kind, [{ path: "target", test: "unset", values: [] }])).toEqual([byDefault]);
    expect(flag(kind, [{ path: "target", test: "is-not", values: ["false"] }])).toEqual([byDefault]);
  });
});

describe("what is opened leads", () => {
  it.each<[string, unknown, unknown]>([
    ["to everyone", "0.0.0.0/0", worldwide],
    ["to its own network", "10.0.0.0/8", inside("its own network")],
    ["to everyone where it isn't known", later, worldwide],
    ["to everyone where it is no text", true, worldwide],
  ])("%s", (_, value, expected) => {
    expect(led("cidr", value, { kind: "public-exposure" })).toEqual([expected]);
  });
});

describe("a name leads", () => {
  it.each<[string, Naming, unknown, Asked, unknown]>([
    ["to nowhere that it says, in words", "arn", "arn:aws:s3:::somebody", {}, placeless("`target` names no place")],
    ["to the same place where it is bare", "name", "somebody", {}, inside("the same place")],
    ["to a bucket anywhere", "name", "somebody", { path: "bucketName" }, placeless("`bucketName` names no place")],
    [
      "to a bucket of Oracle Cloud in the same place",
      "name",
      "x",
      { path: "bucketName", of: "oci" },
      inside("the same place"),
    ],
    ["to a public image", "name", "nginx", { kind: "image-copy" }, placeless("`target` names no place")],
    ["to a host that is only called so", "url", "somebody", {}, placeless("`target` names no place")],
    ["to its own network", "cidr", "10.1.2.3", {}, inside("its own network")],
    ["to an address", "cidr", "203.0.113.9", {}, placeless("`target` names no place")],
    ["to a service", "arn", "arn:aws:iam::aws:policy/ReadOnlyAccess", {}, inside("a service of the cloud")],
    ["to an unlisted region", "arn", "arn:aws:sqs:xx-nowhere-9:1:q", {}, unknown("unresolvable")],
    ["to nothing where it is no text", "name", 7, {}, placeless("`target` names no place")],
    [
      "to a multi-region that is global",
      "id",
      "projects/p/locations/global/x/y",
      { of: "gcp" },
      { kind: "anywhere", what: "global" },
    ],
    [
      "to what it is, when it is one",
      "name",
      new ResourceReference(topic.urn),
      {},
      { kind: "resource", resource: topic },
    ],
  ])("%s", (_, names, value, asked, expected) => {
    expect(led(names, value, asked)).toEqual([expected]);
  });

  it("to each that it was computed from, in doubt", () => {
    expect(led("name", later, { computedFrom: [topic, orders] })).toEqual([
      { kind: "resource", resource: topic, doubt: "not-yet-known" },
      { kind: "resource", resource: orders, doubt: "not-yet-known" },
    ]);
  });

  it("to the same place where a bare name is made of another's output", () => {
    const made = output(topic, "name", "x-*-y");
    expect(led("name", made)).toEqual([inside("the same place")]);
    expect(led("url", made)).toEqual([{ kind: "resource", resource: topic, doubt: "not-yet-known" }]);
  });
});

describe("whom an input lets in", () => {
  const nobody = placeless("`target` names somebody else, who has no place");

  it.each<[string, Naming, unknown, Asked, unknown]>([
    ["everyone", "account", "*", {}, worldwide],
    ["everyone, in other words", "account", "all", {}, worldwide],
    ["everyone of Google Cloud", "account", "allUsers", { of: "gcp" }, worldwide],
    ["nobody of AWS by a word of Google Cloud's", "account", "allUsers", {}, nobody],
    ["the project's own", "account", "projectOwner:acme", { of: "gcp" }, inside("the project's own")],
    ["its own account", "account", "123456789012", {}, inside("the estate's own account")],
    [
      "a role of its own account",
      "account",
      "arn:aws:iam::123456789012:role/x",
      {},
      inside("the estate's own account"),
    ],
    ["another account", "account", "999988887777", {}, nobody],
    ["a service", "account", "logs.amazonaws.com", {}, inside("a service of the cloud")],
    ["its own network", "account", "10.0.0.0/8", {}, inside("its own network")],
    ["a tenancy", "tenancy", "ocid1.tenancy.oc1..x", { of: "oci" }, nobody],
    ["a role of the estate", "account", output(role, "arn"), {}, { kind: "principal", resource: role }],
    ["what isn't known", "account", later, {}, unknown("not-yet-known")],
    ["what is computed", "account", later, { computedFrom: [role] }, unknown("not-yet-known")],
    ["what is no text", "account", 7, {}, placeless("`target` names somebody else")],
    ["whoever a grant names", "name", "somebody", { kind: "share-grant" }, nobody],
  ])("%s", (_, names, value, asked, expected) => {
    expect(led(names, value, asked)).toEqual([expected]);
  });
});

describe("whom a document lets in", () => {
  const share: Asked = { kind: "share-grant", path: "policy" };
  const google: Asked = { kind: "share-grant", path: "policyData", of: "gcp" };
  const bindings = (...members: readonly unknown[]) => JSON.stringify({ bindings: [{ role: "r", members }] });
  const statement = (Principal: unknown, more: object = {}) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "*", Resource: "*", ...more }] });

  it.each<[string, unknown, readonly unknown[]]>([
    ["everyone", bindings("allUsers"), [worldwide]],
    [
      "each member",
      bindings("user:a@b.example", "serviceAccount:x@acme.iam.gserviceaccount.com"),
      [placeless("`policyData` names somebody else, who has no place"), inside("the estate's own account")],
    ],
    ["no member that is no text", bindings(7, "allUsers"), [worldwide]],
    ["nobody", JSON.stringify({ bindings: [] }), []],
    [
      "nobody by bindings without members",
      JSON.stringify({ bindings: [{ role: "r" }, 7, null, { members: "x" }] }),
      [],
    ],
    [
      "nobody knows whom, as there are no bindings",
      JSON.stringify({ binding: [] }),
      [unknown("unreadable", "`policyData`")],
    ],
    [
      "nobody knows whom, as bindings are no list",
      JSON.stringify({ bindings: {} }),
      [unknown("unreadable", "`policyData`")],
    ],
    ["nobody knows whom, as it is no object", "7", [unknown("unreadable", "`policyData`")]],
    ["nobody knows whom, as it is nothing", "null", [unknown("unreadable", "`policyData`")]],
    ["nobody knows whom, as it is no JSON", "{", [unknown("unreadable", "`policyData`")]],
    ["nobody knows whom, as it is no text", 7, [unknown("unreadable", "`policyData`")]],
  ])("of Google Cloud: %s", (_, document, expected) => {
    expect(led("policy", document, google)).toEqual(expected);
  });

  it("of Google Cloud: an account of the estate, by its output", () => {
    expect(led("policy", output(role, "email", bindings("serviceAccount:*")), google)).toEqual([
      { kind: "principal", resource: role },
    ]);
  });

  it.each<[string, unknown, readonly unknown[]]>([
    ["everyone", statement("*"), [worldwide]],
    ["somebody's account", statement({ AWS: "999988887777" }), [placeless("`policy` names somebody else's account")]],
    ["a service", statement({ Service: "logs.amazonaws.com" }), [inside("a service of the cloud")]],
    ["nobody whom it denies", statement("*", { Effect: "Deny" }), []],
    ["its own account", statement({ AWS: "123456789012" }), []],
  ])("of AWS: %s", (_, document, expected) => {
    expect(led("policy", document, share)).toEqual(expected);
  });

  it("of AWS: nobody knows whom, and why", () => {
    const [found] = led("policy", "{", share);
    expect(found).toMatchObject({ kind: "unknown", cause: "unreadable" });
    expect(found?.kind === "unknown" ? found.what : "").toMatch(/^`policy`: ./);
  });

  it("elsewhere: others, in words", () => {
    expect(led("policy", "x", { kind: "share-grant", path: "policy", of: "oci" })).toEqual([
      placeless("`policy` may let others in"),
    ]);
    expect(led("policy", "x", { kind: "share-grant", path: "binding", of: "gcp" })).toEqual([
      placeless("`binding` lets others in"),
    ]);
  });

  it("that isn't known: whoever it may be", () => {
    expect(led("policy", later, share)).toEqual([unknown("not-yet-known", "`policy`")]);
  });
});

describe("a document leads", () => {
  const queue = "arn:aws:sqs:eu-west-1:123456789012:q";

  it.each<[string, unknown, readonly unknown[]]>([
    ["to what an ARN in it names", JSON.stringify({ a: [queue] }), [place("eu-west-1")]],
    ["to the place that one of its texts names", JSON.stringify(["eu-west-1", "no place"]), [place("eu-west-1")]],
    ["to what JSON in its JSON names", JSON.stringify({ a: JSON.stringify([queue]) }), [place("eu-west-1")]],
    ["to what JSON behind spaces names", `  ["${queue}"]`, [place("eu-west-1")]],
    ["to what an object names", { a: [{ b: queue }] }, [place("eu-west-1")]],
    ["to what a list names", [queue, 7, null, true], [place("eu-west-1")]],
    ["to a secret in it", { a: new Secret(queue) }, [place("eu-west-1", true)]],
    ["to what is secret as a whole", new Secret(JSON.stringify([queue])), [place("eu-west-1", true)]],
    [
      "to names in a text of other words",
      `to: ${queue}; then "s3://somebody/x"`,
      [place("eu-west-1"), placeless("`target` names no place")],
    ],
    ["nowhere by a text without names", "a, b", []],
    ["nowhere by numbers", JSON.stringify({ a: 7, b: null, c: true }), []],
    ["nowhere by an address or a principal", JSON.stringify(["10.0.0.1", "203.0.113.9", "logs.amazonaws.com"]), []],
    ["nobody knows where, as it can't be read", '{"a"', [unknown("unreadable")]],
    ["to what isn't known in it", [new Unknown("not-seen"), queue], [unknown("not-seen"), place("eu-west-1")]],
    ["to an output in it", { a: output(topic) }, [{ kind: "resource", resource: topic }]],
    ["to a resource in place of it", new ResourceReference(topic.urn), [{ kind: "resource", resource: topic }]],
    ["to what its output names", output(topic, "arn", '{"a":"*"}'), [{ kind: "resource", resource: topic }]],
    ["where an unknown document does", later, [unknown("not-yet-known")]],
    ["where a file does that isn't seen", new Asset("archive"), [unknown("not-seen")]],
  ])("%s", (_, value, expected) => {
    expect(led("config", value)).toEqual(expected);
  });

  it.each(["filename", "path", "file", "FilePath"])("where a file does, if its input is for one: %s", (path) => {
    const expected = path === "FilePath" ? [] : [unknown("not-seen", `\`${path}\``)];
    expect(led("config", "./a b.json", { path })).toEqual(expected);
  });

  it.each([
    ["64 lists deep", 62, [place("eu-west-1")]],
    ["deeper", 80, [unknown("unreadable")]],
  ])("as far as it is read: %s", (_, depth, expected) => {
    const nested = "[".repeat(depth) + JSON.stringify(queue) + "]".repeat(depth);
    expect(led("config", nested)).toEqual(expected);
    let value: unknown = queue;
    for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
    expect(led("config", value)).toEqual(expected);
  });

  it("nowhere known where it has 10,000 texts and more", () => {
    expect(led("config", JSON.stringify(Array(9_999).fill("x")))).toEqual([]);
    expect(led("config", JSON.stringify(Array(10_001).fill("x")))).toEqual([unknown("unreadable")]);
  });

  it("to others where it lets somebody in, or a word of its table does", () => {
    expect(led("config", ["somebody"], { kind: "share-grant" })).toEqual([placeless("`target` lets others in")]);
    expect(led("config", [], { kind: "share-grant" })).toEqual([]);
    const gate = [{ path: "target", test: "is", values: ["x"] }] as const;
    expect(led("config", "x", { gate })).toEqual([placeless("`target` names somebody else")]);
    expect(led("config", "x", { gate: [{ path: "other", test: "is", values: ["x"] }] })).toEqual([]);
    expect(led("config", "x", { gate: [{ path: "target", test: "is-not", values: ["y"] }] })).toEqual([]);
  });
});
