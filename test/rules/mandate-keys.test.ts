import { withOwnRows } from "../../policies/residency/catalog";
import { buildEstate, type Resource } from "../../policies/residency/estate";
import { judgedKeys } from "../../policies/residency/mandate-form";
import { laterKeys } from "../../policies/residency/mandate-later";
import { Unknown } from "../../policies/residency/values";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import { aws, awsIn, bucketIn, flowTerms, ireland, virginia } from "../support/flows";
import { provider, resource } from "../support/estates";

/** What is refused or undecided on a day, as `<rule> <verdict> <resource>`; ` blocks` or ` warns` where it is undecided. */
function findingsOf(mandate: string, resources: readonly Resource[], { date = "2026-11-22", stack = false } = {}) {
  const shipped = flowTerms(`name: test\n${mandate}`);
  const terms = { ...shipped, date, catalog: withOwnRows(shipped.catalog, shipped.mandate.catalog) };
  const stacks = [...new Set(resources.map((one) => one.stack))].map((name) => ({ name, project: "shop" }));
  const roots = stacks.map(({ name }) =>
    resource("pulumi:pulumi:Stack", `shop-${name}`, {}, { kind: "stack", stack: name }),
  );
  const estate = buildEstate(stack ? "stack" : "organization", stacks, [...roots, ...resources], []);
  const { findings } = judge(estate, rules, terms);
  return findings.map(
    ({ rule, verdict, effect, resource: { name } }) =>
      `${rule} ${verdict} ${name}${verdict === "undecided" ? ` ${effect}s` : ""}`,
  );
}

const abroad = bucketIn(ireland, "orders");
const german = bucketIn(awsIn("eu-central-1"), "orders");
const labelled = bucketIn(ireland, "assets", { tags: { "data-class": "operational" } });
const onRack = aws("ebs/volume:Volume", "disk", { outpostArn: "arn:aws:outposts:us-east-1:1:outpost/op-1" });
const home = resource(
  "oci:ObjectStorage/bucket:Bucket",
  "users",
  {},
  { provider: provider("oci", { region: "us-ashburn-1" }), stack: "primary" },
);
const replicated = bucketIn(virginia, "orders", {
  bucket: "orders",
  replicationConfiguration: { rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::copies" } }] },
});
const copies = bucketIn(ireland, "copies", { bucket: "copies", tags: { "data-class": "operational" } });
const inSingapore = resource(
  "gcp:storage/bucket:Bucket",
  "backup",
  { location: "asia-southeast1" },
  { provider: provider("gcp", { region: "asia-southeast1" }), stack: "backup-singapore" },
);
const reviewed = "owner: data-platform, reason: reviewed";
const singapore = (more: string) =>
  `centers: { singapore: { kind: backup, stack: backup-singapore, cloud: gcp, regions: [asia-southeast1], phase: dual-run, ${more} } }`;
const exception = (approver: string) =>
  `exception: { owner: data-platform, approver: ${approver}, reason: it moves, ticket: P-1, created: 2022-06-17, expires: 2022-09-15 }`;
const primary = "primary: { stack: primary, cloud: oci, regions: [us-ashburn-1], since: 2022-06-17 }";
const june = { date: "2022-06-20" };

interface Change {
  readonly key: string;
  /** What the key changes, as the rest of a sentence. */
  readonly does: string;
  readonly without: string;
  readonly with: string;
  readonly resources: readonly Resource[];
  readonly options?: { readonly date?: string; readonly stack?: boolean };
  /** What is found in one of the two, and not in the other. */
  readonly changes: readonly string[];
}

const refusedAbroad = (name: string) => [`us-data-stays-in-us refused ${name}`];

const changes: readonly Change[] = [
  {
    key: "classes",
    does: "let a class be in other countries",
    without: "classes: { us-user: { countries: [US] } }",
    with: "classes: { us-user: { countries: [US, DE] } }",
    resources: [german],
    changes: refusedAbroad("orders"),
  },
  {
    key: "defaultClass",
    does: "lets what declares no class be anywhere",
    without: "defaultClass: us-user",
    with: "defaultClass: operational",
    resources: [abroad],
    changes: refusedAbroad("orders"),
  },
  {
    key: "loweringLabels",
    does: "refuses labels that lower a class",
    without: "loweringLabels: allow",
    with: "loweringLabels: refuse",
    resources: [labelled],
    changes: ["us-data-stays-in-us refused assets", "data-is-classed refused assets"],
  },
  {
    key: "declassify",
    does: "ends a class where it arrives",
    without: "declassify: []",
    with: `declassify: [{ from: us-user, at: "*::copies", to: operational, ${reviewed} }]`,
    resources: [replicated, copies],
    changes: ["data-is-classed refused copies"],
  },
  {
    key: "effects",
    does: "lets what isn't known block",
    without: "effects: { not-yet-known: warn }",
    with: "effects: { not-yet-known: block }",
    resources: [
      resource(
        "gcp:storage/bucket:Bucket",
        "b",
        { location: new Unknown("not-yet-known") },
        { provider: provider("gcp", {}) },
      ),
    ],
    changes: ["places-are-known undecided b warns", "places-are-known undecided b blocks"],
  },
  {
    key: "scope",
    does: "classes what is declared somewhere",
    without: "scope: []",
    with: `scope: [{ stack: dev, class: operational, ${reviewed} }]`,
    resources: [abroad],
    changes: refusedAbroad("orders"),
  },
  {
    key: "catalog",
    does: "judges types of other packages",
    without: "catalog: []",
    with: 'catalog: [{ type: "acme:index:Store", role: store, location: "property:place", cloud: aws, holds: content, because: its page }]',
    resources: [resource("acme:index:Store", "store", { place: "us-east-1" })],
    changes: ["types-are-known refused store"],
  },
  {
    key: "catalog",
    does: "places types of other packages",
    without: 'catalog: [{ type: "acme:index:Store", role: control, location: nowhere, because: its page }]',
    with: 'catalog: [{ type: "acme:index:Store", role: store, location: "property:place", cloud: aws, holds: content, because: its page }]',
    resources: [resource("acme:index:Store", "store", { place: "eu-west-1" })],
    changes: refusedAbroad("store"),
  },
  {
    key: "sites",
    does: "says where dedicated hardware stands",
    without: "sites: []",
    with: 'sites: [{ cloud: aws, at: "*/op-1", country: US, reason: a rack in Reston }]',
    resources: [onRack],
    changes: ["places-are-known undecided disk blocks"],
  },
  {
    key: "territories",
    does: "count as the United States",
    without: 'sites: [{ cloud: aws, at: "*/op-1", country: PR, reason: a rack in San Juan }]\nterritories: false',
    with: 'sites: [{ cloud: aws, at: "*/op-1", country: PR, reason: a rack in San Juan }]\nterritories: true',
    resources: [onRack],
    changes: refusedAbroad("disk"),
  },
  {
    key: "primary",
    does: "asks for Oracle Cloud",
    without: "",
    with: primary,
    resources: [bucketIn(virginia, "orders")],
    changes: ["primary-is-oracle refused orders", "us-data-has-a-second-us-region refused orders"],
  },
  {
    key: "centers",
    does: "may have an exception",
    without: `approvers: [privacy-board]\n${singapore("until: 2022-12-31")}`,
    with: `approvers: [privacy-board]\n${singapore(`until: 2022-12-31, ${exception("privacy-board")}`)}`,
    resources: [inSingapore],
    options: june,
    changes: refusedAbroad("backup"),
  },
  {
    key: "approvers",
    does: "may approve, and nobody else",
    without: `approvers: [board]\n${singapore(exception("privacy-board"))}`,
    with: `approvers: [privacy-board]\n${singapore(exception("privacy-board"))}`,
    resources: [inSingapore],
    options: june,
    changes: [...refusedAbroad("backup"), "waivers-are-valid refused shop-backup-singapore"],
  },
  {
    key: "duties",
    does: "let one stack answer for a rule of the organization",
    without: `${primary}\nduties: {}`,
    with: `${primary}\nduties: { us-data-has-a-second-us-region: primary }`,
    resources: [home],
    options: { stack: true },
    changes: ["us-data-has-a-second-us-region refused users"],
  },
  {
    key: "audit",
    does: "let a bucket hold logs alone",
    without: primary,
    with: `${primary}\naudit: { stores: ["*::evidence"] }`,
    resources: [bucketIn(virginia, "evidence")],
    options: june,
    changes: ["primary-is-oracle refused evidence", "us-data-has-a-second-us-region refused evidence"],
  },
];

describe("a key of the mandate", () => {
  it.each(changes)(
    "changes a verdict: $key $does",
    ({ without, with: given, resources, options, changes: expected }) => {
      const before = findingsOf(without, resources, options);
      const after = findingsOf(given, resources, options);
      const differ = [...before.filter((one) => !after.includes(one)), ...after.filter((one) => !before.includes(one))];
      expect(differ.toSorted()).toEqual([...expected].toSorted());
    },
  );

  it("does so, or is named as not in effect: there is no third", () => {
    expect([...new Set(changes.map(({ key }) => key)), "name"].toSorted()).toEqual([...judgedKeys].toSorted());
    expect(laterKeys.filter((key) => changes.some((change) => change.key === key))).toEqual([]);
  });
});
