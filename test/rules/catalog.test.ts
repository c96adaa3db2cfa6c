import { loadCatalog } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import { usDataStaysInUs } from "../../policies/rules/us-data-stays-in-us";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const virginia = provider("aws", { region: "us-east-1" });
const iowa = provider("gcp", { region: "us-central1" });
const ashburn = provider("oci", { region: "us-ashburn-1" });

/** The traps of places, judged with the catalog that ships. */
function refusals(subject: Resource): readonly string[] {
  const terms = { ...termsOf(), catalog: loadCatalog() };
  const judgements = usDataStaysInUs.judgeEstate?.({ estate: estate(subject), ...terms }) ?? [];
  return [...judgements]
    .filter(({ verdict, subject: of }) => verdict === "refused" && of === subject.urn)
    .flatMap(({ evidence }) => evidence.places);
}

const domain = resource(
  "oci:Identity/domain:Domain",
  "people",
  { homeRegion: "eu-frankfurt-1" },
  { provider: ashburn },
);

describe("the catalog that ships", () => {
  it.each<[string, Resource, readonly string[]]>([
    [
      "a volume in a Local Zone abroad",
      resource("aws:ebs/volume:Volume", "v", { availabilityZone: "us-east-1-bue-1a" }, { provider: virginia }),
      ["aws:us-east-1-bue-1a"],
    ],
    [
      "an instance in a Local Zone abroad",
      resource("aws:ec2/instance:Instance", "i", { availabilityZone: "us-east-1-lim-1a" }, { provider: virginia }),
      ["aws:us-east-1-lim-1a"],
    ],
    [
      "a keyspace with a region abroad",
      resource(
        "aws:keyspaces/keyspace:Keyspace",
        "k",
        { replicationSpecification: { regionLists: ["us-east-1", "eu-west-1"] } },
        { provider: virginia },
      ),
      ["aws:eu-west-1"],
    ],
    [
      "a snapshot stored abroad of a disk in the US",
      resource("gcp:compute/snapshot:Snapshot", "s", { storageLocations: ["asia"] }, { provider: iowa }),
      ["gcp:asia"],
    ],
    [
      "a secret with a replica abroad",
      resource(
        "gcp:secretmanager/secret:Secret",
        "s",
        { replication: { userManaged: { replicas: [{ location: "us-east4" }, { location: "europe-west1" }] } } },
        { provider: iowa },
      ),
      ["gcp:europe-west1"],
    ],
    ["an identity domain whose home is abroad", domain, ["oci:eu-frankfurt-1"]],
    [
      "a further copy of a table abroad",
      resource("oci:Nosql/tableReplica:TableReplica", "t", { region: "ap-singapore-1" }, { provider: ashburn }),
      ["oci:ap-singapore-1"],
    ],
  ])("has %s refused", (_, subject, places) => {
    expect(refusals(subject)).toEqual(places);
  });

  it.each<[string, Resource]>([
    [
      "a volume in an ordinary zone",
      resource("aws:ebs/volume:Volume", "v", { availabilityZone: "us-east-1a" }, { provider: virginia }),
    ],
    ["a database without a zone", resource("aws:rds/instance:Instance", "d", {}, { provider: virginia })],
    ["a dataset whose default is the US", resource("gcp:bigquery/dataset:Dataset", "d", {}, { provider: iowa })],
  ])("lets %s be", (_, subject) => {
    expect(refusals(subject)).toEqual([]);
  });
});
