import { parseMandate, type Mandate } from "../../policies/residency/mandate";
import { dutyNames, ruleNames } from "../../policies/residency/rule-names";

function mandateOf(lines: string): Mandate {
  const result = parseMandate(`name: test\n${lines}`, "mandate.yaml");
  if ("errors" in result) throw new Error(errorsOf(lines).join("\n"));
  return result.mandate;
}

/** Errors as `line:column message`; the lines given are from line 2 on. */
function errorsOf(lines: string): string[] {
  const result = parseMandate(`name: test\n${lines}`, "mandate.yaml");
  return "errors" in result ? result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

const who = "owner: data-platform, reason: reviewed";
const entry = (globs: string, dataClass = "operational") => `{ ${globs}, class: ${dataClass}, ${who} }`;
const row = (more: string) => `catalog: [{ type: "acme:index:Store", because: its page, ${more} }]`;

describe("a statement of the mandate", () => {
  it("is kept with where it stands in the file", () => {
    const mandate = mandateOf(`scope:
  - ${entry('stack: "eu-*", account: "1*"')}
declassify:
  - { from: us-user, at: "*counter*", to: operational, ${who} }
catalog:
  - { type: "acme:index:Store", role: store, location: "property:place|provider", cloud: aws, holds: content, label: tags, because: its page }
sites:
  - { cloud: aws, at: "arn:aws:outposts:*", country: US, reason: a rack in Reston }
territories: true
approvers: [privacy-board]
duties: { us-data-has-a-second-us-region: primary }`);
    expect(mandate).toMatchObject({
      scope: [
        {
          globs: { stack: "eu-*", account: "1*" },
          class: "operational",
          owner: "data-platform",
          reason: "reviewed",
          position: { line: 3, column: 5 },
        },
      ],
      declassify: [{ from: "us-user", at: "*counter*", to: "operational", position: { line: 5, column: 5 } }],
      catalog: [
        {
          row: {
            type: "acme:index:Store",
            role: "store",
            location: [{ kind: "property", path: "place" }, { kind: "provider" }],
            cloud: "aws",
            holds: "content",
            label: "tags",
            because: "its page",
          },
          position: { line: 7, column: 5 },
        },
      ],
      sites: [{ cloud: "aws", at: "arn:aws:outposts:*", country: "US", position: { line: 9, column: 5 } }],
      territories: true,
      approvers: ["privacy-board"],
      duties: new Map([["us-data-has-a-second-us-region", { stack: "primary", position: { line: 12, column: 43 } }]]),
      notInEffect: [],
    });
  });

  it.each([
    ["scope: all", "2:8 `scope` is `all`; use a list"],
    ["scope: [all]", "2:9 a member of `scope` is `all`; use a mapping"],
    [
      `scope: [{ class: operational, ${who} }]`,
      "2:9 missing key `stack`, `project`, `type`, `account` or `compartment`; a scope entry needs at least one",
    ],
    [`scope: [{ stack: a, ${who} }]`, "2:9 missing key `class`; a member of `scope` needs it"],
    ["scope: [{ stack: a, class: operational, reason: b }]", "2:9 missing key `owner`; a member of `scope` needs it"],
    ["scope: [{ stack: a, class: operational, owner: b }]", "2:9 missing key `reason`; a member of `scope` needs it"],
    [`scope: [${entry("stack: a", "ususer")}]`, "2:28 unknown class `ususer`; use `us-user` or `operational`"],
    [
      `scope: [${entry("stak: a")}]`,
      "2:9 missing key `stack`, `project`, `type`, `account` or `compartment`; a scope entry needs at least one",
    ],
    [`scope: [${entry(`stack: ${"a".repeat(301)}`)}]`, "2:18 `stack` has 301 characters; at most 300 are read"],
    [
      `scope:\n  - ${entry('stack: "eu-*"')}\n  - ${entry('stack: "*-west"', "us-user")}`,
      "4:5 this entry and the one of line 3 can be about one resource, and say `us-user` and `operational`; narrow one of them",
    ],
    [
      `scope:\n  - ${entry("project: shop")}\n  - ${entry('type: "aws:*"', "us-user")}`,
      "4:5 this entry and the one of line 3 can be about one resource, and say `us-user` and `operational`; narrow one of them",
    ],
    ["catalog: {}", "2:10 `catalog` is a mapping; use a list"],
    [
      row("role: stored, location: global"),
      "2:64 unknown role `stored`; use `store`, `transfer`, `compute`, `network`, `access` or `control`",
    ],
    [
      row("role: store, location: global"),
      "2:64 missing key `holds`; a store says what it holds: `content`, `backup`, `keys`, `secrets`, `logs`, `artifacts` or `transient`",
    ],
    [
      row("role: control, location: global, holds: logs"),
      "2:98 only a store holds something, and this is a control; take `holds` out",
    ],
    [
      row("role: store, location: global, holds: things"),
      "2:96 unknown holds `things`; use `content`, `backup`, `keys`, `secrets`, `logs`, `artifacts` or `transient`",
    ],
    [
      row("role: transfer, location: global"),
      "2:84 a global transfer is judged by its movements, which a row of the mandate can't tell; state its place",
    ],
    [
      row('role: compute, cloud: aws, location: "property:region|nowhere"'),
      "2:95 what is nowhere exists only in Pulumi, and this is a compute; state its place",
    ],
    [
      row("role: store, location: nowhere, holds: content"),
      "2:81 what is nowhere exists only in Pulumi, and this is a store; state its place",
    ],
    [
      row("role: control, location: somewhere"),
      "2:83 unknown location `somewhere`; use `property:<path>`, `via:<path>`, `fixed:<region>`, `provider`, `global` or `nowhere`, joined by `|`",
    ],
    [
      row('role: control, location: "property:region"'),
      "2:83 location `property` needs the key `cloud`: the cloud whose regions it names",
    ],
    [
      row('role: control, cloud: aws, location: "fixed:us-east-9"'),
      "2:95 unknown aws region `us-east-9`; use `us-east-1`, `us-east-2` or `ap-east-1`",
    ],
    [
      row("role: control, location: global").replace("acme:index:Store", "Store"),
      "2:19 unfit type `Store`; use a resource type, such as `snowflake:index/database:Database`",
    ],
    [
      row("role: control, location: global").replace("acme:index:Store", "aws:s3/bucket:Bucket"),
      "2:19 package `aws` is in the catalog already; rows are for packages that it doesn't cover",
    ],
    [
      row("role: control, location: global").replace("acme:index:Store", "random:index/randomId:RandomId"),
      "2:19 type `random:index/randomId:RandomId` is in the catalog already; rows are for packages that it doesn't cover",
    ],
    [
      'catalog:\n  - { type: "a:b:C", role: control, location: global, because: x }\n  - { type: "a:b:C", role: access, location: global, because: x }',
      "4:5 type `a:b:C` has a row on line 3 already; keep one",
    ],
    [
      "sites: [{ cloud: aws, at: x, country: UK, reason: y }]",
      "2:39 unknown country `UK`; use a code of ISO 3166-1 alpha-2, such as `US`",
    ],
    [
      "sites: [{ cloud: azure, at: x, country: US, reason: y }]",
      "2:18 unknown cloud `azure`; use `oci`, `aws` or `gcp`",
    ],
    [
      'sites: [{ cloud: aws, at: "*", country: US, reason: y }]',
      "2:27 `*` names everything; name the hardware by its URN, id, ARN or OCID",
    ],
    [
      'sites: [{ cloud: aws, at: "us-*", country: US, reason: y }]',
      "2:27 `us-*` names places that are known, too, such as `us-east-1`; name the hardware more exactly",
    ],
    [
      "sites: [{ cloud: aws, at: eu-west-1, country: US, reason: y }]",
      "2:27 `eu-west-1` is a place of aws, and known; sites are for hardware of one's own",
    ],
    ["sites: [{ cloud: aws, at: x, country: US }]", "2:9 missing key `reason`; a member of `sites` needs it"],
    ["territories: sometimes", "2:14 `territories` is `sometimes`; use `true` or `false`"],
    ["approvers: privacy-board", "2:12 `approvers` is `privacy-board`; use a list"],
    ["approvers: [a, a]", "2:16 `approvers` has `a` twice; keep one"],
    ["duties: [landing]", "2:9 `duties` is a list; use a mapping"],
    [
      "duties: { region_guardrails: landing }",
      `2:11 unknown rule \`region_guardrails\`; use ${dutyNames
        .map((name) => `\`${name}\``)
        .join(", ")
        .replace(/, ([^,]*)$/, " or $1")}`,
    ],
    [
      "duties: { us-data-stays-in-us: landing }",
      "2:11 rule `us-data-stays-in-us` is judged in every stack by itself; take it out of `duties`",
    ],
    [
      "duties: { us-data-has-a-second-us-region: [primary] }",
      "2:43 `us-data-has-a-second-us-region` is a list; use text",
    ],
  ])("is told what is wrong with it: %s", (lines, error) => {
    expect(errorsOf(lines)).toContain(error);
  });

  it.each([
    ["the globs can't meet", [entry("stack: a"), entry("stack: b", "us-user")]],
    ["another glob tells them apart", [entry('stack: "*", project: a'), entry("stack: x, project: b", "us-user")]],
    ["they say the same class", [entry('stack: "*"'), entry("project: b")]],
  ])("of scope may stand beside another where %s", (_, entries) => {
    expect(mandateOf(`scope: [${entries.join(", ")}]`).scope).toHaveLength(2);
  });

  it("of scope is one of at most a hundred and one, so that comparing them takes no time", () => {
    const many = (count: number) => `scope:\n${`  - ${entry('stack: "a*a*a"')}\n`.repeat(count)}`;
    expect(mandateOf(many(100)).scope).toHaveLength(100);
    expect(errorsOf(many(102))).toEqual(["103:5 the scope goes on; at most 100 entries are read"]);
  });
});

describe("a duty", () => {
  it("of a rule that doesn't exist yet is accepted, and named as not in effect", () => {
    const planned = dutyNames.filter((name) => !ruleNames.some((known) => known === name));
    expect(planned.length).toBeGreaterThan(0);
    const lines = planned.map((name) => `  ${name}: landing`).join("\n");
    expect(mandateOf(`duties:\n${lines}`).notInEffect).toEqual(planned.map((name) => `duties.${name}`).toSorted());
  });
});
