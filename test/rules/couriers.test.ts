import type { Resource } from "../../policies/residency/estate";
import { factsOf } from "../../policies/residency/facts";
import { targetOf } from "../../policies/residency/flows/movement";
import { backupsDrainOnTime } from "../../policies/rules/backups-drain-on-time";
import { backupsOnlyReceive } from "../../policies/rules/backups-only-receive";
import { backupsStayInDeclaredCenters } from "../../policies/rules/backups-stay-in-declared-centers";
import type { Rule } from "../../policies/rules/rule";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { usDataHasASecondUsRegion } from "../../policies/rules/us-data-has-a-second-us-region";
import { center, estateOf, inRegion, judgements, mandate, phaseTerms, verdictsOf } from "../support/phases";

/** The couriers of the two centers, as the clouds' own resources have them: they pull from the primary by its S3 host. */
const ashburn = inRegion("primary", "oci", "us-ashburn-1");
const phoenix = inRegion("primary", "oci", "us-phoenix-1");
const virginia = inRegion("virginia", "aws", "us-east-1");
const singapore = inRegion("singapore", "gcp", "asia-southeast1");

const host = "axexample.compat.objectstorage.us-ashburn-1.oraclecloud.com";
const locations = "arn:aws:datasync:us-east-1:111122223333:location";
const named = { name: "user-data", namespace: "axexample", compartmentId: "c" };
const bucket = ashburn("ObjectStorage/bucket:Bucket", "user-data", named);
const s3 = virginia("s3/bucket:Bucket", "backup", { bucket: "backup-virginia" });
const gcs = singapore("storage/bucket:Bucket", "copies", { name: "backup-singapore", location: "ASIA-SOUTHEAST1" });

const server = (inputs: Readonly<Record<string, unknown>> = {}, name = "from-primary") =>
  virginia(
    "datasync/locationObjectStorage:LocationObjectStorage",
    name,
    { serverHostname: host, bucketName: "user-data", agentArns: ["a"], ...inputs },
    { id: `${locations}/loc-${name}` },
  );
const place = (s3BucketArn = "arn:aws:s3:::backup-virginia", name = "to-backup") =>
  virginia(
    "datasync/s3Location:S3Location",
    name,
    { s3BucketArn, subdirectory: "/" },
    { id: `${locations}/loc-${name}` },
  );
const task = (source = "from-primary", destination = "to-backup") =>
  virginia("datasync/task:Task", "courier", {
    sourceLocationArn: `${locations}/loc-${source}`,
    destinationLocationArn: `${locations}/loc-${destination}`,
  });
const job = (inputs: Readonly<Record<string, unknown>> = {}) =>
  singapore("storage/transferJob:TransferJob", "transfer", {
    transferSpec: {
      awsS3CompatibleDataSource: { bucketName: "user-data", endpoint: host, region: "us-ashburn-1" },
      gcsDataSink: { bucketName: "backup-singapore" },
    },
    ...inputs,
  });
const pull = [bucket, s3, server(), place(), task()];
const both = [...pull, gcs, job()];

const inPhase = (phase: string, until = "") =>
  mandate(
    center("virginia", "aws", "us-east-1", phase).replace(" }", `, phaseSince: 2022-06-17${until} }`),
    `  singapore: { kind: backup, stack: singapore, cloud: gcp, regions: [asia-southeast1], phase: dual-run, phaseSince: 2022-06-17, exception: { owner: data, approver: board, reason: it moves, ticket: P-1, created: 2022-06-17, expires: 2022-09-15 } }`,
  ).replace("name: test", "name: test\napprovers: [board]");

const judged = (rule: Rule, resources: readonly Resource[], phase = "dual-run", date = "2022-07-01") =>
  verdictsOf(judgements(rule, resources, phaseTerms(inPhase(phase), date)));
const ways = (resources: readonly Resource[]) =>
  factsOf(estateOf(resources), phaseTerms(inPhase("dual-run")))
    .movements()
    .filter(({ isJudged, kind }) => isJudged && kind === "transfer")
    .map((movement) => {
      const { from, cause, to } = movement;
      const target = targetOf(movement)?.name ?? (to.kind === "place" ? to.placed.place.id : to.kind);
      return `${from.name} -> ${target}${cause === undefined ? "" : ` ${cause}`}`;
    });

describe("a courier's source", () => {
  it("is the primary's bucket, by its host and its name there, and the way goes to the center alone", () => {
    expect(ways(both)).toEqual([
      "user-data -> from-primary",
      "to-backup -> backup",
      "from-primary -> to-backup",
      "user-data -> copies",
    ]);
  });

  it.each([
    ["with a scheme", `https://${host}`],
    ["with a scheme and a slash", `https://${host}/`],
    ["at the tenancy's own endpoint", "axexample.compat.objectstorage.us-ashburn-1.oci.customer-oci.com"],
  ])("is found %s", (_, serverHostname) => {
    expect(ways([bucket, server({ serverHostname }), place(), s3, task()])).toContain("user-data -> from-primary");
  });

  it.each([
    ["a bucket of the name in another region", [phoenix("ObjectStorage/bucket:Bucket", "user-data", named)]],
    ["one of another tenancy", [ashburn("ObjectStorage/bucket:Bucket", "user-data", { ...named, namespace: "other" })]],
    ["one of the courier's own cloud", [virginia("s3/bucket:Bucket", "user-data", { bucket: "user-data" })]],
    ["one of Google Cloud", [singapore("storage/bucket:Bucket", "user-data", { name: "user-data", location: "US" })]],
  ])("is not %s", (_, others) => {
    expect(ways([...others, s3, gcs, server(), place(), task(), job()])).toEqual([
      "to-backup -> backup",
      "from-primary -> to-backup",
      "transfer -> copies",
    ]);
  });

  it("is the one of its region, of several of the name", () => {
    const replica = { ...phoenix("ObjectStorage/bucket:Bucket", "replica", named) };
    expect(ways([replica, ...both]).filter((way) => way.startsWith("replica"))).toEqual([]);
    const there = { serverHostname: host.replace("ashburn", "phoenix") };
    expect(ways([replica, bucket, server(there), place(), s3, task()])).toContain("replica -> from-primary");
  });
});

describe("a location", () => {
  it("may be read or written while no task says which", () => {
    expect(ways([bucket, server(), place(), s3])).toEqual([
      "from-primary -> user-data possible",
      "to-backup -> backup possible",
    ]);
  });

  it("is written where a task has it as destination", () => {
    expect(ways([bucket, s3, server(), place(), task("to-backup", "from-primary")])).toEqual([
      "from-primary -> user-data",
      "backup -> to-backup",
      "to-backup -> from-primary",
    ]);
  });

  it("is both where one task reads it and another writes it", () => {
    const back = { ...task("to-backup", "from-primary"), name: "back", urn: "urn:pulumi:virginia::shop::t::back" };
    expect(ways([...pull, back])).toEqual([
      "from-primary -> user-data",
      "user-data -> from-primary",
      "to-backup -> backup",
      "backup -> to-backup",
      "from-primary -> to-backup",
      "to-backup -> from-primary",
    ]);
  });

  it("sends nothing to where it only reads from, though what is there isn't seen", () => {
    expect(ways([s3, server(), place(), task()])).toEqual(["to-backup -> backup", "from-primary -> to-backup"]);
  });
});

describe("the rules see a courier for what it is", () => {
  it("copies the primary's content to a second region", () => {
    expect(judged(usDataHasASecondUsRegion, pull)).toEqual(["allowed user-data oci:us-ashburn-1"]);
    expect(judged(usDataHasASecondUsRegion, [bucket, s3])).toEqual(["refused user-data oci:us-ashburn-1"]);
    // Singapore is no region of the US.
    expect(judged(usDataHasASecondUsRegion, [bucket, gcs, job()])).toEqual(["refused user-data oci:us-ashburn-1"]);
  });

  it("stays in the declared centers", () => {
    const declared = ["allowed from-primary aws:us-east-1", "allowed to-backup aws:us-east-1"];
    expect(judged(backupsStayInDeclaredCenters, pull)).toEqual([...declared, "allowed courier aws:us-east-1"]);
    const oregon = inRegion("virginia", "aws", "us-west-2")("s3/bucket:Bucket", "oregon", { bucket: "oregon" });
    expect(
      judged(backupsStayInDeclaredCenters, [bucket, oregon, server(), place("arn:aws:s3:::oregon"), task()]),
    ).toContain("refused to-backup aws:us-west-2");
    const iowa = inRegion("singapore", "gcp", "us-central1")("storage/bucket:Bucket", "copies", {
      name: "backup-singapore",
      location: "US-CENTRAL1",
    });
    expect(judged(backupsStayInDeclaredCenters, [bucket, iowa, job()])).toEqual(["refused transfer gcp:us-central1"]);
  });

  it("leads abroad to Singapore, which the center's exception excuses while it stands", () => {
    const flows = (date: string) =>
      judgements(usDataFlowsStayInUs, [bucket, gcs, job()], phaseTerms(inPhase("dual-run"), date)).filter(
        ({ subject }) => subject.endsWith("::transfer"),
      );
    const [excused] = flows("2022-07-01");
    expect(excused).toMatchObject({ verdict: "allowed", evidence: { exception: { center: "singapore" } } });
    const [lapsed] = flows("2022-09-16");
    expect(lapsed).toMatchObject({
      verdict: "refused",
      evidence: {
        message:
          'transfer job "transfer" moves us-user data of bucket "user-data" to bucket "copies" in asia-southeast1 ' +
          "(Jurong West, Singapore); center `singapore` does not excuse it: its exception lapsed on 2022-09-15",
      },
    });
  });

  it("lets what works within the center do so while its exception stands, and leave with nothing", () => {
    const machine = { references: new Map([["metadata", [gcs.urn]]]) };
    const agent = singapore("cloudrunv2/job:Job", "agent", { location: "asia-southeast1" }, machine);
    const elsewhere = inRegion("singapore", "gcp", "europe-west1")(
      "cloudrunv2/job:Job",
      "stray",
      { location: "europe-west1" },
      machine,
    );
    const flows = (date: string) =>
      verdictsOf(
        judgements(usDataFlowsStayInUs, [gcs, agent, elsewhere], phaseTerms(inPhase("dual-run"), date)).filter(
          ({ evidence }) => evidence.message.includes("may read"),
        ),
      );
    expect(flows("2022-07-01")).toEqual([
      "allowed agent gcp:asia-southeast1",
      "undecided possible stray gcp:europe-west1",
    ]);
    expect(flows("2022-09-16")).toEqual([
      "undecided possible agent gcp:asia-southeast1",
      "undecided possible stray gcp:europe-west1",
    ]);
  });

  it("only receives in a center that is backup-only", () => {
    expect(judged(backupsOnlyReceive, pull, "backup-only").filter((each) => !each.startsWith("allowed"))).toEqual([]);
    const out = [bucket, s3, server(), place(), task("to-backup", "from-primary")];
    expect(judged(backupsOnlyReceive, out, "backup-only").filter((each) => !each.startsWith("allowed"))).toEqual([
      "refused from-primary oci:us-ashburn-1",
    ]);
  });

  it("has to be gone where a center drains", () => {
    const draining = (resources: readonly Resource[]) =>
      judgements(
        backupsDrainOnTime,
        resources,
        phaseTerms(inPhase("draining").replace(", until: 2030-12-31", ", until: 2022-09-30"), "2022-07-01"),
      ).filter(({ evidence }) => evidence.message.includes("takes nothing in"));
    expect(verdictsOf(draining(pull))).toEqual(["refused from-primary aws:us-east-1"]);
    expect(verdictsOf(draining([bucket, s3, server(), place()]))).toEqual([]);
  });
});
