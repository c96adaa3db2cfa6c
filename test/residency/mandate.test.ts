import fc from "fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import { builtInMandate, parseMandate, phases } from "../../policies/residency/mandate";
import { laterKeys } from "../../policies/residency/mandate-later";
import type { Mandate } from "../../policies/residency/mandate";

/** The mandate, or a failed test that shows the errors. */
function mandateOf(text: string): Mandate {
  const result = parseMandate(text, "mandate.yaml");
  if ("errors" in result) throw new Error(errorsOf(text).join("\n"));
  return result.mandate;
}

/** Errors as `line:column message`; none for a text that can be read. */
function errorsOf(text: string): string[] {
  const result = parseMandate(text, "mandate.yaml");
  return "errors" in result ? result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

/** Where a statement stands is told by tests of its own. */
// SAFETY: an asymmetric matcher stands for what it matches.
const somewhere = expect.objectContaining({
  line: expect.anything() as unknown,
  column: expect.anything() as unknown,
}) as unknown;

const defaultEffects = {
  "not-yet-known": "warn",
  possible: "warn",
  unreadable: "block",
  unresolvable: "block",
  "not-stated": "block",
  "not-seen": "block",
  ignored: "block",
  encrypted: "block",
};
const classes = new Map([
  ["us-user", { name: "us-user", countries: ["US"] }],
  ["operational", { name: "operational", countries: "any", reason: "no user content" }],
]);

/** A whole center whose keys can be replaced; `undefined` leaves a key out. */
function center(changes: Record<string, string | undefined> = {}): string {
  const keys: Record<string, string | undefined> = {
    kind: "backup",
    stack: "backup",
    cloud: "aws",
    regions: "[us-east-1]",
    phase: "dual-run",
    ...changes,
  };
  const lines = Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [`    ${key}: ${value}`]));
  return ["name: test", "centers:", "  virginia:", ...lines].join("\n");
}

const exception = {
  owner: "data-platform",
  approver: "privacy-board",
  reason: "the backup drains",
  ticket: "PRIV-7",
  created: "2022-06-17",
  expires: "2022-09-15",
};

describe("the mandate that the project ships", () => {
  it("is the promise kept", () => {
    const text = readFileSync(path.join(__dirname, "../../mandate.yaml"), "utf8");
    expect(mandateOf(text)).toEqual({
      name: "us-user-data",
      source: "mandate.yaml",
      classes,
      defaultClass: "us-user",
      loweringLabels: "allow",
      declassify: [],
      effects: defaultEffects,
      primary: { stack: "primary", cloud: "oci", regions: ["us-ashburn-1", "us-phoenix-1"], since: "2022-06-17" },
      centers: [
        {
          name: "virginia",
          kind: "backup",
          stack: "backup-virginia",
          cloud: "aws",
          regions: ["us-east-1"],
          phase: "backup-only",
          phaseSince: "2022-07-01",
          position: somewhere,
        },
        {
          name: "singapore",
          kind: "backup",
          stack: "backup-singapore",
          cloud: "gcp",
          regions: ["asia-southeast1"],
          phase: "deleted",
          phaseSince: "2022-10-01",
          until: "2022-09-30",
          position: somewhere,
        },
        {
          name: "google",
          kind: "legacy",
          stack: "legacy-google",
          cloud: "gcp",
          regions: ["us-east4"],
          phase: "deleted",
          phaseSince: "2023-01-01",
          until: "2022-12-31",
          position: somewhere,
        },
      ],
      scope: [],
      catalog: [],
      sites: [],
      territories: false,
      approvers: [],
      duties: new Map(),
      auditStores: [
        {
          at: "urn:pulumi:backup-virginia::stateside::stateside:aws:AccessLog$aws:s3/bucket:Bucket::evidence",
          position: somewhere,
        },
      ],
      notInEffect: [],
    });
  });
});

describe("the built-in mandate", () => {
  it("keeps US users' data in the US and declares nothing", () => {
    expect(builtInMandate()).toEqual({
      name: "built-in",
      source: "built-in",
      classes,
      defaultClass: "us-user",
      loweringLabels: "allow",
      declassify: [],
      effects: defaultEffects,
      centers: [],
      scope: [],
      catalog: [],
      sites: [],
      territories: false,
      approvers: [],
      duties: new Map(),
      auditStores: [],
      notInEffect: [],
    });
  });

  it("says the same as a file with nothing but a name", () => {
    expect({ ...mandateOf("name: built-in"), source: "built-in" }).toEqual(builtInMandate());
  });
});

describe("a mandate", () => {
  it("changes the effects that it names and no others", () => {
    expect(mandateOf("name: test\neffects: { possible: block, not-seen: warn }").effects).toEqual({
      ...defaultEffects,
      possible: "block",
      "not-seen": "warn",
    });
  });

  it("has its own classes in place of the built-in ones", () => {
    const text = "name: test\ndefaultClass: eu-user\nclasses: { eu-user: { countries: [DE, NO], reason: contracts } }";
    expect([...mandateOf(text).classes.values()]).toEqual([
      { name: "eu-user", countries: ["DE", "NO"], reason: "contracts" },
    ]);
  });

  it("may call a class `constructor`, which is a key like any other", () => {
    const text = "name: test\ndefaultClass: constructor\nclasses: { constructor: { countries: [US] } }";
    expect(mandateOf(text).classes.get("constructor")).toEqual({ name: "constructor", countries: ["US"] });
    expect(mandateOf("name: test").classes.get("constructor")).toBeUndefined();
  });

  it.each(phases)("may have a center in phase %s", (phase) => {
    expect(mandateOf(center({ phase, until: "2022-09-30" })).centers[0]?.phase).toBe(phase);
  });

  it("keeps an exception as it is written, however long and whoever approved it: a rule judges that", () => {
    const self = { ...exception, approver: exception.owner, expires: "2032-06-17" };
    expect(mandateOf(center({ exception: JSON.stringify(self) })).centers[0]?.exception).toEqual({
      ...self,
      position: { line: 9, column: 16 },
    });
  });

  it("knows regions by the ids of the table, in any case", () => {
    expect(mandateOf(center({ regions: "[US-East-1]" })).centers[0]?.regions).toEqual(["us-east-1"]);
  });

  it.each([
    ["a multi-region as its members", "gcp", "[nam10, us-west3]", ["us-central1", "us-central2", "us-west3"]],
    ["a multi-region without published members as itself", "gcp", "[US]", ["us"]],
    ["a Local Zone as itself", "aws", "[us-west-2-lax-1a]", ["us-west-2-lax-1a"]],
    ["a region by its key", "oci", "[IAD]", ["us-ashburn-1"]],
  ])("has %s", (_, cloud, regions, expected) => {
    expect(mandateOf(center({ cloud, regions })).centers[0]?.regions).toEqual(expected);
  });

  it("may have centers of one stack in different regions, and of different stacks in one region", () => {
    const one = "{ kind: backup, stack: a, cloud: aws, regions: [us-east-1], phase: dual-run }";
    const text = `name: test\ncenters:\n  one: ${one}\n  two: ${one.replace("east-1", "east-2")}\n  three: ${one.replace("a,", "b,")}`;
    expect(mandateOf(text).centers.map(({ name }) => name)).toEqual(["one", "two", "three"]);
  });

  it("may begin with a byte order mark and end its lines as Windows does", () => {
    expect(mandateOf("\uFEFFname: test\r\ndefaultClass: operational\r\n").defaultClass).toBe("operational");
    expect(errorsOf("\uFEFFname: 12\r\ndefaultClass: x\r\n")).toEqual([
      "1:7 `name` is `12`, a number; use text",
      "2:15 unknown class `x`; use `us-user` or `operational`",
    ]);
  });
});

describe("what lowers a class", () => {
  const entry = (changes: Record<string, string | undefined> = {}) =>
    `name: test\ndeclassify:\n  - ${JSON.stringify({ ...whole, ...changes })}`;
  const whole = {
    from: "us-user",
    at: "urn:pulumi:*::counts",
    to: "operational",
    owner: "data-platform",
    reason: "counts only",
  };

  it("is every label and no declassification, unless the mandate says otherwise", () => {
    expect(mandateOf("name: test")).toMatchObject({ loweringLabels: "allow", declassify: [] });
    expect(mandateOf("name: test\nloweringLabels: allow\ndeclassify: []")).toEqual(mandateOf("name: test"));
  });

  it("is kept as it is written, and in effect", () => {
    const mandate = mandateOf(`${entry()}\nloweringLabels: refuse`);
    expect(mandate).toMatchObject({ loweringLabels: "refuse", declassify: [whole], notInEffect: [] });
  });

  it("may be a way to a class of other countries", () => {
    const text = `${entry({ to: "eu-user" })}\nclasses: { us-user: { countries: [US] }, eu-user: { countries: [DE] } }`;
    expect(mandateOf(text).declassify).toEqual([{ ...whole, to: "eu-user", position: somewhere }]);
  });

  it.each([
    ["loweringLabels: maybe", "2:17 unknown loweringLabels `maybe`; use `allow` or `refuse`"],
    ["loweringLabels: true", "2:17 `loweringLabels` is `true`, a boolean; use text"],
    ["declassify: {}", "2:13 `declassify` is a mapping; use a list"],
    ["declassify: [counts]", "2:14 a member of `declassify` is `counts`; use a mapping"],
    [
      "declassify: [{ from: us-user, at: x, to: operational, owner: a }]",
      "2:14 missing key `reason`; a member of `declassify` needs it",
    ],
    [
      "declassify: [{ from: us-user, at: x, to: operational, owner: a, reason: b, until: c }]",
      "2:76 unknown key `until`; use `at`",
    ],
    [
      "declassify: [{ from: ususer, at: x, to: operational, owner: a, reason: b }]",
      "2:22 unknown class `ususer`; use `us-user` or `operational`",
    ],
    [
      "declassify: [{ from: us-user, at: x, to: free, owner: a, reason: b }]",
      "2:42 unknown class `free`; use `us-user` or `operational`",
    ],
    [
      "declassify: [{ from: us-user, at: x, to: us-user, owner: a, reason: b }]",
      "2:42 class `us-user` is declassified to itself; name another class",
    ],
    [
      "declassify: [{ from: operational, at: x, to: us-user, owner: a, reason: b }]",
      "2:22 class `operational` may be anywhere already; name one that may not",
    ],
    [
      "declassify: [{ from: operational, at: x, to: operational, owner: a, reason: b }]",
      "2:22 class `operational` may be anywhere already; name one that may not",
    ],
    ['declassify: [{ from: us-user, at: "", to: operational, owner: a, reason: b }]', "2:35 `at` is blank; use text"],
  ])("has a form: %s", (line, error) => {
    expect(errorsOf(`name: test\n${line}`)).toEqual([error]);
  });

  it("isn't refused for a class that couldn't be read", () => {
    expect(errorsOf(`${entry({ from: "a", to: "b" })}\nclasses: us-user`)).toEqual([
      "4:10 `classes` is `us-user`; use a mapping",
    ]);
  });
});

describe("a key that isn't in effect yet", () => {
  const everything = `
name: test
scope: [{ stack: "eu-*", class: operational, owner: data-platform, reason: no US users }]
catalog: [{ type: "acme:index/store:Store", role: store, cloud: gcp, location: "fixed:US", holds: content, because: its page }]
sites: [{ cloud: aws, at: "arn:aws:outposts:*", country: US, reason: rack in Reston }]
territories: true
edge: { hostnames: [app.example.com], listeners: [] }
gateways: { egress: [nat-1] }
gatekeepers: { oci: [gatekeepers], aws: [], gcp: [] }
operators: { aws: [operators] }
keyAdmins: { gcp: ["group:keys@example.com"] }
workloads: { oci: [app] }
auditors: { oci: [auditors] }
approvers: [privacy-board]
parent: { ociTenancies: [parent], awsAccounts: ["012345678901"], gcpDomains: [example.com] }
people: { networkSources: [office] }
audit: { stores: [audit] }
inspected: { registries: [iad.ocir.io/inspected] }
vendorApproval: required
duties: { region-guardrails-stand: landing }
records: { auditLogMonths: 12 }
`;
  const unset = `
name: test
scope: []
catalog: []
sites: []
territories: false
edge: { hostnames: [], listeners: [] }
gateways: {}
gatekeepers: { oci: [], aws: [], gcp: [] }
approvers: []
duties: {}
records: {}
`;

  it("is accepted and named, in order", () => {
    expect(mandateOf(everything).notInEffect).toEqual([...laterKeys, "duties.region-guardrails-stand"].toSorted());
    for (const key of laterKeys) expect(everything).toContain(`\n${key}: `);
  });

  it("isn't named when it asks for nothing", () => {
    expect(mandateOf(unset).notInEffect).toEqual([]);
  });

  it.each([
    ["edge: { hostname: [a] }", "2:9 unknown key `hostname`; use `hostnames`"],
    ["gatekeepers: { oci: gatekeepers }", "2:21 `oci` is `gatekeepers`; use a list"],
    ["parent: { awsAccounts: [012345678901] }", "2:25 a member of `awsAccounts` is `012345678901`, a number; use text"],
    ["vendorApproval: absent", "2:17 unknown vendorApproval `absent`; use `required`"],
    ['audit: { stores: ["*::*"] }', "2:19 `*::*` names every store; name those of the audit trail by their URNs"],
    ["records: { auditLogMonths: 0 }", "2:28 `auditLogMonths` is `0`, a number; use a whole number from 1"],
    ["records: { auditLogMonths: 1.5 }", "2:28 `auditLogMonths` is `1.5`, a number; use a whole number from 1"],
  ])("has a form: %s", (line, error) => {
    expect(errorsOf(`name: test\n${line}`)).toEqual([error]);
  });
});

describe("an error of the file", () => {
  it.each([
    ["no name", "classes: { us-user: { countries: [US] } }", "1:1 missing key `name`; the mandate needs it"],
    ["an empty name", "name:", "1:1 `name` is empty; use text"],
    ["a blank name", 'name: " "', "1:7 `name` is blank; use text"],
    ["a list as a name", "name: [a]", "1:7 `name` is a list; use text"],
    ["an unknown key", "name: test\ncentres: {}", "2:1 unknown key `centres`; use `centers`"],
    ["a key that is no text", "name: test\n12: a", "2:1 a key is `12`, a number; use text"],
    ["a key twice", "name: test\nname: best", "2:1 duplicate key `name`; keep one"],
    [
      "an unknown default class",
      "name: test\ndefaultClass: us-usr",
      "2:15 unknown class `us-usr`; use `us-user` or `operational`",
    ],
    [
      "classes without the default one",
      "name: test\nclasses:\n  eu-user: { countries: [DE] }",
      "3:3 missing class `us-user`; add it, or name another `defaultClass`",
    ],
    [
      "no class to default to",
      "name: test\ndefaultClass: a\nclasses: {}",
      "3:10 missing class `a`; add it, or name another `defaultClass`",
    ],
    ["no class", "name: test\nclasses: {}", "2:10 missing class `us-user`; add it, or name another `defaultClass`"],
    [
      "a class name in capitals",
      "name: test\nclasses: { us-user: { countries: [US] }, EU: { countries: [DE] } }",
      "2:42 unfit name `EU`; use kebab-case, such as `us-user`",
    ],
    [
      "a class without countries",
      "name: test\nclasses: { us-user: { reason: none } }",
      "2:21 missing key `countries`; `us-user` needs it",
    ],
    [
      "a class for no country",
      "name: test\nclasses: { us-user: { countries: [] } }",
      "2:34 `countries` is an empty list; name at least one",
    ],
    [
      "a country in small letters",
      "name: test\nclasses: { us-user: { countries: [us] } }",
      "2:35 unknown country `us`; use `US`",
    ],
    [
      "a country of three letters",
      "name: test\nclasses: { us-user: { countries: [USA] } }",
      "2:35 unknown country `USA`; use a code of ISO 3166-1 alpha-2, such as `US`",
    ],
    [
      "a country twice",
      "name: test\nclasses: { us-user: { countries: [US, US] } }",
      "2:39 `countries` has `US` twice; keep one",
    ],
    [
      "a country that is no list",
      "name: test\nclasses: { us-user: { countries: US } }",
      "2:34 unknown countries `US`; use a list of codes, such as `[US]`, or `any`",
    ],
    [
      "any country for no reason",
      "name: test\nclasses: { us-user: { countries: any } }",
      "2:34 missing key `reason`; countries `any` need one",
    ],
    [
      "an unknown effect",
      "name: test\neffects: { possible: pass }",
      "2:22 unknown effect `pass`; use `block` or `warn`",
    ],
    ["an unknown cause", "name: test\neffects: { posible: warn }", "2:12 unknown key `posible`; use `possible`"],
    ["an empty section", "name: test\ncenters:", "2:1 `centers` is empty; use a mapping"],
    ["a center that is no mapping", "name: test\ncenters: { a: 1 }", "2:15 `a` is `1`, a number; use a mapping"],
    ["a class that is no mapping", "name: test\nclasses: { us-user: [US] }", "2:21 `us-user` is a list; use a mapping"],
    ["effects that are no mapping", "name: test\neffects: warn", "2:10 `effects` is `warn`; use a mapping"],
    [
      "one class name among many",
      `name: test\ndefaultClass: c11\nclasses: { ${Array.from({ length: 10 }, (_, i) => `c1${i}x: { countries: [US] }`).join(", ")} }`,
      "2:15 unknown class `c11`; use `c11x`, `c10x` or `c12x`",
    ],
    ["a scalar section", "name: test\nprimary: oci", "2:10 `primary` is `oci`; use a mapping"],
    [
      "an unknown cloud",
      "name: test\nprimary: { stack: primary, cloud: azure, regions: [eastus] }",
      "2:35 unknown cloud `azure`; use `oci`, `aws` or `gcp`",
    ],
    [
      "a date that doesn't exist",
      "name: test\nprimary: { stack: a, cloud: oci, regions: [us-phoenix-1], since: 2023-02-30 }",
      "2:66 unknown date `2023-02-30`; use a day that exists, as YYYY-MM-DD",
    ],
  ])("is %s", (_, text, error) => {
    expect(errorsOf(text)).toEqual([error]);
  });

  it.each([
    ["without a stack", { stack: undefined }, "4:5 missing key `stack`; `virginia` needs it"],
    ["of an unknown kind", { kind: "spare" }, "4:11 unknown kind `spare`; use `backup` or `legacy`"],
    ["with a misspelt key", { untill: "2022-09-30" }, "9:5 unknown key `untill`; use `until`"],
    [
      "in a phase that isn't one",
      { phase: "drained" },
      "8:12 unknown phase `drained`; use `dual-run`, `backup-only`, `draining` or `deleted`",
    ],
    ["in no region", { regions: "[]" }, "7:14 `regions` is an empty list; name at least one"],
    ["with a region twice", { regions: "[us-east-1, US-EAST-1]" }, "7:26 `regions` has `us-east-1` twice; keep one"],
    [
      "draining without an end",
      { phase: "draining" },
      "8:12 missing key `until`; phase `draining` needs the last day of data there",
    ],
    [
      "deleted without an end",
      { phase: "deleted" },
      "8:12 missing key `until`; phase `deleted` needs the last day of data there",
    ],
    [
      "draining with an end that is no date",
      { phase: "draining", until: "soon" },
      "9:12 unknown date `soon`; use a day that exists, as YYYY-MM-DD",
    ],
    [
      "that ends before it begins to drain",
      { phase: "draining", phaseSince: "2022-08-01", until: "2022-07-31" },
      "10:12 until `2022-07-31` is before phaseSince `2022-08-01`; use a later day",
    ],
    [
      "with an exception that lacks an approver",
      { exception: JSON.stringify({ ...exception, approver: undefined }) },
      "9:16 missing key `approver`; `exception` needs it",
    ],
    ["with an exception in a word", { exception: "granted" }, "9:16 `exception` is `granted`; use a mapping"],
    [
      "with an exception that ends before it begins",
      { exception: JSON.stringify({ ...exception, expires: "2022-06-16" }) },
      "9:148 expires `2022-06-16` is before created `2022-06-17`; use that day or a later one",
    ],
  ])("is a center %s", (_, changes, error) => {
    expect(errorsOf(center(changes))).toEqual([error]);
  });

  it("isn't an end before the start of a phase that only begins after the end: deleted", () => {
    expect(errorsOf(center({ phase: "deleted", phaseSince: "2022-10-01", until: "2022-09-30" }))).toEqual([]);
  });

  it.each([
    ["a misspelt region", "us-east1", "use `us-east-1` or `us-east-2`"],
    ["another cloud's region", "us-ashburn-1", "it is a region of `oci`"],
    ["a zone, as its region would be more than it says", "us-east-1a", "it is a zone, so use `us-east-1`"],
    ["a region that no cloud has", "the-moon-is-far", "no aws place has this name"],
    ["a prototype", "__proto__", "no aws place has this name"],
  ])("is %s", (_, region, advice) => {
    expect(errorsOf(center({ regions: `[${region}]` }))).toEqual([`7:15 unknown aws region \`${region}\`; ${advice}`]);
  });

  it("is a region of no place", () => {
    expect(errorsOf(center({ cloud: "gcp", regions: "[global]" }))).toEqual([
      "7:15 unknown gcp region `global`; what is global is in no region",
    ]);
    expect(errorsOf(center({ cloud: "oci", regions: "[us-somerset-1]" }))).toEqual([
      expect.stringMatching(/^7:15 unknown oci region `us-somerset-1`; oracle publishes no place/),
    ]);
  });

  it("is a center in the primary's stack", () => {
    const primary = "primary: { stack: backup, cloud: oci, regions: [us-ashburn-1] }";
    expect(errorsOf(`${center()}\n${primary}`)).toEqual([
      "5:12 stack `backup` is the primary's; use another stack for a center",
    ]);
  });

  it("is a second center in a stack and region that a first has", () => {
    const second =
      "  ohio: { kind: legacy, stack: backup, cloud: aws, regions: [us-east-2, us-east-1], phase: dual-run }";
    expect(errorsOf(`${center()}\n${second}`)).toEqual([
      "9:32 stack `backup` in `us-east-1` is center `virginia` already; use another stack or other regions",
    ]);
  });

  it("doesn't hide the others, which come in the file's order", () => {
    const text = "defaultClass: us-usr\ncenters: { a: { cloud: gpc } }\nnam: test\n";
    expect(errorsOf(text)).toEqual([
      "1:1 missing key `name`; the mandate needs it",
      "1:15 unknown class `us-usr`; use `us-user` or `operational`",
      "2:15 missing key `kind`; `a` needs it",
      "2:15 missing key `stack`; `a` needs it",
      "2:15 missing key `regions`; `a` needs it",
      "2:15 missing key `phase`; `a` needs it",
      "2:24 unknown cloud `gpc`; use `oci`, `aws` or `gcp`",
      "3:1 unknown key `nam`; use `name`",
    ]);
  });

  it("isn't repeated by what refers to a class that couldn't be read", () => {
    const text = "name: test\ndefaultClass: eu-user\nclasses: { eu-user: { countries: [EU] } }";
    expect(errorsOf(text)).toEqual(["3:35 unknown country `EU`; use a code of ISO 3166-1 alpha-2, such as `US`"]);
    expect(errorsOf("name: test\ndefaultClass: eu-user\nclasses: none")).toEqual([
      "3:10 `classes` is `none`; use a mapping",
    ]);
  });

  it.each([
    [20, 20, "20:1 unknown key `k19`; use"],
    [21, 20, "20:1 2 more errors from here on"],
    [500, 20, "20:1 481 more errors from here on"],
  ])("is one of at most 20: %i errors are told in %i", (errors, told, last) => {
    const text = Array.from({ length: errors }, (_, index) => `k${index}: 1\n`).join("");
    const found = errorsOf(`${text}name: test`);
    expect(found).toHaveLength(told);
    expect(found.at(-1)).toContain(last);
  });

  it("shows a value on one line, without what a terminal would obey, and cut when it is long", () => {
    expect(errorsOf('name: test\ndefaultClass: "a\\nb\\u202Ec"')).toEqual([
      "2:15 unknown class `a\\u{a}b\\u{202e}c`; use `us-user` or `operational`",
    ]);
    expect(errorsOf(`name: test\ndefaultClass: ${"x".repeat(100)}`)).toEqual([
      `2:15 unknown class \`${"x".repeat(60)}…\`; use \`us-user\` or \`operational\``,
    ]);
    expect(errorsOf('name: "\\e[2J"')).toEqual(["1:7 unprintable text `\\u{1b}[2J`; use plain characters"]);
  });
});

describe("a file that isn't a mandate", () => {
  it.each([
    ["empty", "", "1:1 the mandate is empty; use a mapping"],
    ["only a comment", "# nothing\n", "1:1 the mandate is empty; use a mapping"],
    ["only a document's start", "---\n", "1:4 the mandate is empty; use a mapping"],
    ["a list", "- name: test", "1:1 the mandate is a list; use a mapping"],
    ["text", "hello", "1:1 the mandate is `hello`; use a mapping"],
    ["binary", "name: test\n\u007FELF\u0000\u0001", "2:1 unprintable character `\\u{7f}`; use plain UTF-8 text"],
    ["cut off by a zero", "name: te\u0000st", "1:9 unprintable character `\\u{0}`; use plain UTF-8 text"],
    ["in another encoding", "name: caf\uFFFD", "1:10 unprintable character `\\u{fffd}`; use plain UTF-8 text"],
    ["two documents", "name: test\n---\nname: best\n", "2:1 a second document starts; use one, without `---` after it"],
    ["indented by tabs", "name: test\ncenters:\n\tvirginia: {}\n", "3:1 a tab indents this line; use spaces"],
    ["an open quotation", 'name: "test', '1:12 unreadable YAML: missing closing "quote'],
    ["a key inside a key", "name: a: b", "1:7 unreadable YAML: nested mappings are not allowed in compact mappings"],
    ["an alias", "name: *a", "1:7 alias `*a`; write the value itself"],
    ["an alias as a key", "name: test\n*a : b", "2:1 alias `*a`; write the value itself"],
    ["an anchor", "name: &a test", "1:10 an anchor names this value; write it without `&`"],
    ["an anchored key", "name: test\n&a b: c", "2:4 an anchor names this value; write it without `&`"],
    ["a tag of YAML's", "name: !!str 12", "1:13 a tag changes this value; write it without `!`"],
    ["a tag of its own", "name: !ENV secret", "1:12 a tag changes this value; write it without `!`"],
    ["a tagged mapping", "!!omap\nname: test", "2:1 a tag changes this value; write it without `!`"],
    ["a merge", "name: test\n<<: { a: b }", "2:1 unknown key `<<`; use `"],
    ["a prototype", "name: test\n__proto__: { a: b }", "2:1 unknown key `__proto__`; use `"],
    ["a constructor", "name: test\nconstructor: { a: b }", "2:1 unknown key `constructor`; use `"],
    [
      "a class named as the prototype",
      "name: test\nclasses: { us-user: { countries: [US] }, __proto__: { countries: [CN] } }",
      "2:42 unfit name `__proto__`; use kebab-case",
    ],
    ["an effect on the prototype", "name: test\neffects: { __proto__: warn }", "2:12 unknown key `__proto__`; use `"],
    ["a key that is a list", "name: test\n? [a, b]\n: c", "2:3 a key is a list; use text"],
  ])("is refused: %s", (_, text, error) => {
    const found = errorsOf(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(error);
  });

  it("reads Norway as a country whatever version of YAML it claims", () => {
    const text = "%YAML 1.1\n---\nname: test\nclasses: { us-user: { countries: [NO] } }";
    expect(mandateOf(text).classes.get("us-user")?.countries).toEqual(["NO"]);
  });

  it.each([
    [
      "over a megabyte",
      `name: ${"x".repeat(1_000_000)}`,
      "1:1 the mandate has 1000006 bytes; at most 1000000 are read",
    ],
    ["over a megabyte by its bytes", `name: ${"é".repeat(500_000)}`, "1:1 the mandate has 1000006 bytes; at most"],
    ["a deep nest of lists", "[".repeat(999_999), "1:33 the mandate nests deeper here; at most 32 levels are read"],
    ["a deep nest of mappings", "{a: ".repeat(200_000), "the mandate nests deeper here; at most 32 levels are read"],
    ["a deep nest of block lists", "- ".repeat(400_000), "the mandate nests deeper here; at most 32 levels are read"],
    [
      "a deep nest of block mappings",
      "? ".repeat(400_000),
      "the mandate nests deeper here; at most 32 levels are read",
    ],
    [
      "a deep nest by indentation",
      Array.from({ length: 1300 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      "the mandate nests deeper here; at most 32 levels are read",
    ],
    ["a row of brackets", "[]".repeat(400_000), "the mandate goes on; at most 100000 YAML tokens are read"],
    ["a row of quotation marks", '"'.repeat(900_000), "the mandate goes on; at most 100000 YAML tokens are read"],
    ["a row of anchors", "&a ".repeat(300_000), "the mandate goes on; at most 100000 YAML tokens are read"],
    ["a flood of documents", "---\n".repeat(200_000), "the mandate goes on; at most 100000 YAML tokens are read"],
    ["a flood of keys", Array.from({ length: 90_000 }, (_, index) => `k${index}:`).join("\n"), "the mandate goes on"],
    ["a flood of directives", "%a\n".repeat(300_000), "the mandate goes on"],
    ["one long key", "k".repeat(900_000), "1:1 the mandate is `kkk"],
    [
      "aliases that explode",
      `a: &a [x, x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: &b${index} [*a, *a]`).join("\n")}`,
      "1:1 ",
    ],
  ])("is refused before the test runs out of time: %s", (_, text, error) => {
    const found = errorsOf(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(20);
    expect(found[0]).toContain(error);
  });
});

describe("whatever a file holds", () => {
  const structures = fc.letrec<{ value: string; key: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom("us-user", "any", "[US]", "~", "2022-06-17", "12", "true", "*a", "&a x", "!t x", '"', "'", "|"),
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.array(tie("value"), { maxLength: 3 }).map((members) => `[${members.join(", ")}]`),
      fc
        .array(fc.tuple(tie("key"), tie("value")), { maxLength: 5 })
        .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(", ")}}`),
    ),
    key: fc.oneof(
      fc.constantFrom(
        ...["name", "classes", "defaultClass", "effects", "primary", "centers", "scope", "stack", "cloud", "regions"],
        ...["phase", "until", "exception", "countries", "us-user", "possible", "__proto__", "? [a]", "<<", ""],
      ),
      fc.string({ maxLength: 4 }),
    ),
  }));
  const files = fc
    .array(fc.tuple(structures.key, structures.value), { maxLength: 8 })
    .map((pairs) => pairs.map(([key, value]) => `${key}: ${value}`).join("\n"));

  it.each([
    ["text", fc.string({ unit: "binary", maxLength: 200 })],
    [
      "text that looks like YAML",
      fc.string({ unit: fc.constantFrom(..."ab:-?[]{},&*!|>'\"%@`# \n\t\r~0".split("")), maxLength: 200 }),
    ],
    ["structures", files],
  ])("it is read or refused with errors that point into it: arbitrary %s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseMandate(text, "mandate.yaml");
        if (!("errors" in result)) return;
        expect(result.errors.length).toBeGreaterThan(0);
        expect(result.errors.length).toBeLessThanOrEqual(20);
        const lines = text.replace(/^\uFEFF/, "").split("\n");
        for (const { line, column, message } of result.errors) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
          expect(message).not.toMatch(/[\n\u001B]|\.$|undefined|\[object/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
