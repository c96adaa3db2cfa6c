import { policiesOf } from "../../policies/pack/policies";
import { loadCatalog } from "../../policies/residency/catalog";
import { loadMovements } from "../../policies/residency/movements";
import { packRules } from "../../policies/rules";
import type { Terms } from "../../policies/rules/rule";
import { termsOf } from "../support/terms";
import { analyzer, secret, unknownString, urnOf, type Reported, type Sent } from "./analyzer";

const tables = { catalog: loadCatalog(), movements: loadMovements() };
const terms = (mandate?: string): Terms => ({ ...termsOf(mandate), ...tables });
const pack = (by: Terms = terms()) => analyzer(policiesOf(packRules, () => by));
const rule = "us-data-flows-stay-in-us";
const levelsOf = (reported: readonly Reported[]) =>
  reported.filter(({ policy }) => policy === rule).map(({ level }) => level);

const virginia = { name: "virginia", props: { region: "us-east-1" } };
const ireland = { name: "ireland", props: { region: "eu-west-1" } };
const ashburn = { name: "ashburn", props: { region: "us-ashburn-1" } };
const sent = (type: string, name: string, props: Sent["props"] = {}, more: Partial<Sent> = {}): Sent => ({
  ...{ type, name, props, provider: virginia },
  ...more,
});

const table = (props: Sent["props"], more: Partial<Sent> = {}) =>
  sent("aws:dynamodb/table:Table", "orders", props, more);
const copied = { replicas: [{ regionName: "eu-west-1" }] };
const shop = (dataClass: string): Sent => ({ type: "shop:index:Shop", name: "shop", props: { dataClass } });
const inShop = { parent: urnOf("shop:index:Shop", "shop") };
const failing = { deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:123456789012:failed" } };
const handler = (props: Sent["props"], more: Partial<Sent> = {}) =>
  sent("aws:lambda/function:Function", "handler", props, more);
const database = (props: Sent["props"]) =>
  sent(
    "oci:Mysql/mysqlDbSystem:MysqlDbSystem",
    "orders",
    { backupPolicy: { isEnabled: true, copyPolicies: [{ copyToRegion: "eu-frankfurt-1" }] }, ...props },
    { provider: ashburn },
  );
const labeled = database({ freeformTags: { "data-class": "us-user" } });

const center = (cloud: string, region: string, exception: string) => `
name: ours
approvers: [board]
centers:
  abroad: { kind: backup, stack: dev, cloud: ${cloud}, regions: [${region}], phase: dual-run, phaseSince: 2022-06-17, until: 2027-01-01${exception} }
`;
const excepted =
  ", exception: { owner: data, approver: board, reason: rehearsal, ticket: P-1, created: 2026-11-01, expires: 2026-12-01 }";
const declassified = `
name: ours
classes: { us-user: { countries: [US] }, operational: { countries: any, reason: none } }
declassify: [{ from: us-user, at: "**::orders", to: operational, owner: data, reason: masked }]
`;

describe("the resource half of the rule about flows", () => {
  it.each([
    ["a replica's region", table(copied), "aws:eu-west-1"],
    [
      "a region beside one in the US",
      table({ replicas: [{ regionName: "us-west-2" }, ...copied.replicas] }),
      "aws:eu-west-1",
    ],
    [
      "an ARN's region, in a document",
      sent("aws:sqs/queue:Queue", "orders", {
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:eu-west-1:123456789012:failed" }),
      }),
      "aws:eu-west-1",
    ],
    ["a secret", table({ replicas: secret([{ regionName: secret("eu-west-1") }]) }), "aws:eu-west-1"],
    [
      "a region, where a label says the class",
      database({ freeformTags: { "data-class": "us-user" } }),
      "oci:eu-frankfurt-1",
    ],
  ])("refuses what its own inputs lead abroad by %s, before it is created", async (_, resource, place) => {
    const reported = await pack().analyze(resource);
    expect(levelsOf(reported)).toEqual(["mandatory"]);
    expect(reported[0]?.message).toContain(place);
  });

  it("refuses in the command's words, with the trace on a line of its own", async () => {
    expect(await pack().analyze(table(copied))).toEqual([
      {
        ...{ policy: rule, level: "mandatory", urn: urnOf("aws:dynamodb/table:Table", "orders") },
        message: [
          'table "orders" spreads us-user data to eu-west-1 (Ireland)',
          "  replicas[0].regionName: aws:eu-west-1",
          "  trace: orders → aws:eu-west-1",
          "  fix: lead it to a place in the US, or take the movement out",
        ].join("\n"),
      },
    ]);
  });

  it("takes the class of compute from the component around it, and is silent where that is free", async () => {
    const { analyze } = pack();
    await analyze(shop("us-user"));
    expect(levelsOf(await analyze(handler(failing, inShop)))).toEqual(["mandatory"]);
    await analyze(shop("operational"));
    expect(await analyze(handler(failing, inShop))).toEqual([]);
  });

  it.each([
    [
      "allowed, as backups may go to a center under an exception",
      labeled,
      terms(center("oci", "eu-frankfurt-1", excepted)),
      [],
    ],
    ["allowed, as the mandate declassifies", table(copied), terms(declassified), []],
    [
      "allowed, as its label says that it is free",
      table({ ...copied, tags: { "data-class": "operational" } }),
      terms(),
      [],
    ],
    ["undecided, as nobody knows where", table({ replicas: [{ regionName: unknownString }] }), terms(), ["advisory"]],
    [
      "undecided, as a bucket's name tells no place",
      sent("aws:s3/bucket:Bucket", "orders", {
        replicationConfiguration: {
          role: "r",
          rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::exports" } }],
        },
      }),
      terms(),
      ["mandatory"],
    ],
    ["refused, as no compartment lowers its class", database({ compartmentId: unknownString }), terms(), ["mandatory"]],
    ["refused, as nothing reaches it that is free", handler(failing), terms(), ["mandatory"]],
    ["allowed, as it stays in the US", table({ replicas: [{ regionName: "us-west-2" }] }), terms(), []],
  ] as const)("leaves to the graph what is then %s", async (_, resource, by, levels) => {
    const { analyze, analyzeStack } = pack(by);
    expect(levelsOf(await analyze(resource))).toEqual([]);
    expect(levelsOf(await analyzeStack([resource]))).toEqual(levels);
  });

  it.each([
    ["a live replica, of which no backup is excused", table(copied), center("aws", "eu-west-1", excepted)],
    ["a backup to a center without an exception", labeled, center("oci", "eu-frankfurt-1", "")],
  ])("refuses %s, and the graph doesn't repeat it", async (_, resource, mandate) => {
    const { analyze, analyzeStack } = pack(terms(mandate));
    expect(levelsOf(await analyze(resource))).toEqual(["mandatory"]);
    expect(levelsOf(await analyzeStack([resource]))).toEqual([]);
  });

  it("leaves it to the graph that a compartment lowers the class", async () => {
    const compartment = sent(
      "oci:Identity/compartment:Compartment",
      "free",
      { description: "d", freeformTags: { "data-class": "operational" } },
      { provider: ashburn },
    );
    const inIt = {
      ...database({ compartmentId: unknownString }),
      references: { compartmentId: [urnOf(compartment.type, "free")] },
    };
    const { analyze, analyzeStack } = pack();
    expect([await analyze(compartment), await analyze(inIt)]).toEqual([[], []]);
    expect(levelsOf(await analyzeStack([compartment, inIt]))).toEqual([]);
  });

  it("is repeated by nothing that the graph knows better: a name for what is there", async () => {
    const failed = sent("aws:sqs/queue:Queue", "failed", {}, { provider: ireland });
    const arn = "arn:aws:sqs:eu-west-1:123456789012:failed-1";
    const orders = sent("aws:sqs/queue:Queue", "orders", {
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn }),
    });
    const { analyze, analyzeStack } = pack();
    await analyze(failed);
    expect(levelsOf(await analyze(orders))).toEqual(["mandatory"]);
    expect(levelsOf(await analyzeStack([{ ...failed, props: { arn } }, orders]))).toEqual([]);
    const again = pack();
    const [said] = (await again.analyzeStack([{ ...failed, props: { arn } }, orders])).filter(
      ({ policy }) => policy === rule,
    );
    expect(said?.message).toContain("trace: orders → failed (aws:eu-west-1)");
  });
});
