import { withOwnRows } from "../../policies/residency/catalog";
import { buildEstate, type Resource } from "../../policies/residency/estate";
import { unmatchedStatements, usedStatements } from "../../policies/residency/statements";
import { virginia, aws, from, flowTerms } from "../support/flows";
import { resource } from "../support/estates";

const reviewed = "owner: data-platform, reason: reviewed";
const base = `name: test
scope: [{ type: "aws:sqs/*", class: operational, ${reviewed} }, { stack: eu, class: operational, ${reviewed} }, { project: bank, class: operational, ${reviewed} }]
declassify: [{ from: us-user, at: "*::counter", to: operational, ${reviewed} }, { from: us-user, at: "*::gone", to: operational, ${reviewed} }]
catalog:
  - { type: "acme:index:Store", role: store, location: "property:place", cloud: aws, holds: content, because: its page }
  - { type: "acme:index:Other", role: control, location: nowhere, because: its page }
sites: [{ cloud: aws, at: "*/op-1", country: PR, reason: a rack in San Juan }, { cloud: aws, at: "*/op-2", country: US, reason: a rack }]
territories: true
audit: { stores: ["*::assets", "*::rack"] }`;

const queue = aws("sqs/queue:Queue", "jobs");
const labelled = aws("s3/bucket:Bucket", "assets", { tags: { "data-class": "operational" } });
const orders = aws("s3/bucket:Bucket", "orders");
const own = resource("acme:index:Store", "own", { place: "us-east-1" });
const volume = aws("ebs/volume:Volume", "v", { outpostArn: "arn:aws:outposts:us-east-1:1:outpost/op-1" });
const counter = aws("s3/bucket:Bucket", "counter");
const replication = aws(
  "s3/bucketReplicationConfig:BucketReplicationConfig",
  "copy",
  { bucket: orders.id ?? "orders", rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::counter" } }] },
  { provider: virginia, ...from({ bucket: [orders] }) },
);
const named = (one: Resource, bucket: string): Resource => ({ ...one, inputs: { ...one.inputs, bucket } });
const all = [queue, labelled, named(orders, "orders"), own, volume, named(counter, "counter"), replication];

function seen(mandate: string, resources: readonly Resource[] = all) {
  const shipped = flowTerms(mandate);
  const terms = { ...shipped, catalog: withOwnRows(shipped.catalog, shipped.mandate.catalog) };
  const estate = buildEstate("organization", [{ name: "dev", project: "shop" }], resources, []);
  return { used: usedStatements(estate, terms), unmatched: unmatchedStatements(estate, terms), mandate: terms.mandate };
}

describe("the statements of a mandate", () => {
  it("are told apart by whether they decide something", () => {
    const { used, mandate } = seen(base);
    expect([...used.scope]).toEqual([[mandate.scope[0], [queue.urn]]]);
    expect([...used.declassify]).toEqual([mandate.declassify[0]]);
    expect([...used.catalog]).toEqual([mandate.catalog[0]]);
    expect([...used.sites]).toEqual([[mandate.sites[0], [volume.urn]]]);
    expect([...used.audit]).toEqual([[mandate.auditStores[0], [labelled.urn]]]);
    expect(used.territories).toEqual(["PR"]);
    expect(used.lowered).toEqual([labelled.urn]);
  });

  it("that match nothing are told with their place in the file, but not those about another project", () => {
    expect(seen(base).unmatched).toEqual([
      { key: "scope", asks: "stack eu", position: { line: 2, column: 92 } },
      { key: "declassify", asks: "*::gone", position: { line: 3, column: 108 } },
      { key: "catalog", asks: "acme:index:Other", position: { line: 6, column: 5 } },
      { key: "sites", asks: "*/op-2", position: { line: 7, column: 80 } },
      { key: "audit", asks: "*::rack", position: { line: 9, column: 32 } },
    ]);
  });

  it("match though something else decides", () => {
    const mandate = `name: test\nscope: [{ type: "aws:s3/*", class: operational, ${reviewed} }]`;
    const { used, unmatched } = seen(mandate, [labelled]);
    expect(used.scope.size).toBe(0);
    expect(unmatched).toEqual([]);
  });

  it("about territories count only where the mandate has them", () => {
    expect(seen(base.replace("territories: true", "territories: false")).used.territories).toEqual([]);
  });

  it("are none where the mandate has none", () => {
    const { used, unmatched } = seen("name: test", [orders]);
    expect(used).toEqual({
      scope: new Map(),
      declassify: new Set(),
      catalog: new Set(),
      sites: new Map(),
      audit: new Map(),
      territories: [],
      lowered: [],
    });
    expect(unmatched).toEqual([]);
  });
});
