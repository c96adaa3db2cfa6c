import { lookUpPlace, type Cloud, type Place } from "../../policies/residency/geography";
import { phaseOf } from "../../policies/residency/phase-of";
import { termsOf } from "../support/terms";

const { mandate } = termsOf(`
name: ours
centers:
  virginia: { kind: backup, stack: backups, cloud: aws, regions: [us-east-1], phase: backup-only }
  oregon: { kind: backup, stack: backups, cloud: aws, regions: [us-west-2], phase: draining, until: 2027-01-01 }
  iowa: { kind: backup, stack: backups, cloud: gcp, regions: [us-central1], phase: dual-run }
`);

function places(cloud: Cloud, ...names: string[]): Place[] {
  return names.flatMap((name) => {
    const found = lookUpPlace(cloud, name);
    return found.kind === "place" ? [found.place] : [];
  });
}

describe("the phase of a resource's center", () => {
  it.each([
    ["the only center of its stack and cloud, wherever it is", "backups", "gcp:storage/bucket:Bucket", [], "dual-run"],
    [
      "by its place, where two share stack and cloud",
      "backups",
      "aws:s3/bucket:Bucket",
      places("aws", "us-west-2"),
      "draining",
    ],
    ["the other of the two", "backups", "aws:s3/bucket:Bucket", places("aws", "us-east-1"), "backup-only"],
    ["none where it is in both", "backups", "aws:s3/bucket:Bucket", places("aws", "us-east-1", "us-west-2"), null],
    ["none where its place isn't known", "backups", "aws:s3/bucket:Bucket", [], null],
    ["none in another stack", "primary", "gcp:storage/bucket:Bucket", places("gcp", "us-central1"), null],
    ["none of another cloud", "backups", "oci:ObjectStorage/bucket:Bucket", [], null],
    ["none of the stack itself", "backups", "pulumi:pulumi:Stack", [], null],
  ])("is %s", (_, stack, type, where, phase) => {
    expect(phaseOf({ stack, type }, where, mandate)).toBe(phase);
  });
});
