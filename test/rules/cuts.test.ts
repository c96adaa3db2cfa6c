import type { Resource } from "../../policies/residency/estate";
import { rules } from "../../policies/rules";
import { cutsOf, type Cut } from "../../policies/rules/cuts";
import { judge } from "../../policies/rules/judge";
import type { Rule } from "../../policies/rules/rule";
import { estate, resource } from "../support/estates";
import { aws, bucketIn, flowTerms, from, ireland, output, virginia } from "../support/flows";

const terms = flowTerms();
const free = { tags: { "data-class": "operational" } };
const orders = bucketIn(virginia, "orders");
const dublin = bucketIn(ireland, "dublin", free);

/** The cuts of the one finding about flows, among these rules. */
function cuts(resources: readonly Resource[], all: readonly Rule[] = rules): Cut[] {
  const seen = estate(...resources);
  const { findings } = judge(seen, all, terms);
  const [finding, ...more] = findings.filter(({ rule }) => rule === "us-data-flows-stay-in-us");
  if (finding === undefined || more.length > 0) throw new Error(`${more.length} more findings`);
  return cutsOf(finding, findings, seen, all, terms);
}

const copies = (...targets: readonly Resource[]) =>
  aws("s3/bucketReplicationConfig:BucketReplicationConfig", "copies", {
    bucket: output(orders, "id"),
    rules: targets.map((target) => ({ status: "Enabled", destination: { bucket: output(target) } })),
  });

describe("what is cut", () => {
  const source = resource("aws:rds/instance:Instance", "source", { identifier: "source" }, { provider: virginia });

  it.each<[string, readonly Resource[], Resource, string | undefined]>([
    [
      "is a grant, which only connects",
      [
        resource("gcp:storage/bucket:Bucket", "gcs", { name: "gcs", location: "US" }),
        resource("gcp:storage/bucketIAMMember:BucketIAMMember", "grant", { bucket: "gcs", member: "allUsers" }),
      ],
      resource("gcp:storage/bucketIAMMember:BucketIAMMember", "grant", { bucket: "gcs", member: "allUsers" }),
      undefined,
    ],
    ["is a transfer of one destination", [orders, copies(dublin), dublin], copies(dublin), undefined],
    [
      "is a member of the list where a transfer has more",
      [orders, bucketIn(virginia, "near"), dublin, copies(dublin, bucketIn(virginia, "near"))],
      copies(dublin, bucketIn(virginia, "near")),
      "rules[0]",
    ],
    [
      "is a store that is filled from another",
      [
        source,
        aws(
          "rds/instance:Instance",
          "replica",
          { ...free, replicateSourceDb: output(source, "arn") },
          { provider: ireland },
        ),
      ],
      aws(
        "rds/instance:Instance",
        "replica",
        { ...free, replicateSourceDb: output(source, "arn") },
        { provider: ireland },
      ),
      undefined,
    ],
    [
      "is the input of a store that sends its own",
      [aws("dynamodb/table:Table", "t", { replicas: [{ regionName: "eu-west-1" }] })],
      aws("dynamodb/table:Table", "t", { replicas: [{ regionName: "eu-west-1" }] }),
      "replicas[0]",
    ],
  ])("%s", (_, resources, by, property) => {
    expect(cuts(resources)).toEqual([{ resource: by, ...(property !== undefined && { property }), instead: [] }]);
  });

  it("names no input where the resource itself goes, and the input where it doesn't", () => {
    expect(cuts([orders, copies(dublin), dublin])[0]).not.toHaveProperty("property");
  });

  const knows = (inputs: Readonly<Record<string, unknown>>, more = {}) =>
    aws("lambda/function:Function", "worker", { ...free, ...inputs }, { provider: ireland, ...more });

  it.each<[string, Resource, string]>([
    [
      "the one variable that names it",
      knows({ environment: { variables: { A: output(orders, "id"), B: "b" } } }, from({ environment: [orders] })),
      "environment.variables.A",
    ],
    [
      "the input where two name it",
      knows(
        { environment: { variables: { A: output(orders, "id"), B: output(orders, "arn") } } },
        from({ environment: [orders] }),
      ),
      "environment",
    ],
    [
      "the member of a list that names it",
      knows({ fileSystemConfig: { arn: "x" }, layers: ["first", output(orders, "arn")] }, from({ layers: [orders] })),
      "layers[1]",
    ],
  ])("is, where compute only knows a store, %s", (_, worker, property) => {
    expect(cuts([orders, worker]).map((cut) => [cut.resource.name, cut.property])).toEqual([["worker", property]]);
  });

  it("isn't what another input names", () => {
    const role = aws("iam/role:Role", "role");
    const worker = knows(
      { role: output(role, "id"), environment: { variables: { A: output(orders, "id") } } },
      from({ role: [role], environment: [orders] }),
    );
    expect(cuts([orders, role, worker]).map(({ property }) => property)).toEqual(["environment.variables.A"]);
  });
});

describe("of two cuts", () => {
  const mover = copies(dublin);
  /** What is undecided about `orders` when a test of the estate holds. */
  const undecidedWhere = (holds: (left: Resource | undefined) => boolean): Rule => ({
    ...{ name: "stays", title: "", severity: "low", controls: [], remedy: "", needs: "stack" },
    *judgeEstate({ estate: seen }) {
      if (!holds(seen.find(mover.urn))) return;
      const evidence = { message: "it is another", places: [] };
      yield { rule: "stays", subject: orders.urn, verdict: "undecided", cause: "not-seen", evidence };
    },
  });
  const told = (rule: Rule) =>
    cuts([orders, mover, dublin], [...rules, rule]).map(({ property, instead }) => [
      property,
      ...instead.map((one) => one.rule),
    ]);

  it("the one after which nothing else is found is told", () => {
    expect(told(undecidedWhere((left) => left === undefined))).toEqual([["rules[0]"]]);
  });

  it("the first is told where each has something found instead", () => {
    expect(told(undecidedWhere((left) => left !== mover))).toEqual([[undefined, "stays"]]);
  });

  it("what was found before isn't found instead", () => {
    expect(told(undecidedWhere(() => true))).toEqual([[undefined]]);
  });
});
