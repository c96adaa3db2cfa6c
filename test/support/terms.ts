import { noBaseline } from "../../policies/residency/baseline";
import { parseTypes, type Catalog } from "../../policies/residency/catalog";
import { builtInMandate, parseMandate, type Mandate } from "../../policies/residency/mandate";
import type { ContainerRow } from "../../policies/residency/containers";
import type { Movements } from "../../policies/residency/movements";
import type { Terms } from "../../policies/rules/rule";

/** A small catalog with a type of each kind of location, so that tests of the kernel don't depend on the tables. */
export const types: Catalog = catalogOf(`
aws:s3/bucket:Bucket              store     provider                          content   tags    bucket
aws:s3/bucketObject:BucketObject  store     via:bucket|provider               content   tags    object
aws:ec2/instance:Instance         compute   property:availabilityZone|provider -        tags    instance
aws:iam/role:Role                 access    global                            -         tags    role
aws:cloudfront/distribution:Distribution network global                       -         tags    cdn
aws:dynamodb/globalTable:GlobalTable store  property:replicas[].regionName    content   -       table
aws:budgets/budget:Budget         control   global                            -         tags    budget
gcp:storage/bucket:Bucket         store     property:location|fixed:US        content   labels  bucket
gcp:storage/transferJob:TransferJob transfer global                           -         -       job
gcp:sql/databaseInstance:DatabaseInstance store property:region|provider      content   settings.userLabels database
gcp:compute/disk:Disk             store     property:zone|provider            content   labels  disk
gcp:secretmanager/secret:Secret   store     property:replication.userManaged.replicas[].location|global secrets labels secret
gcp:firestore/document:Document   store     via:database                      content   -       document
gcp:firestore/database:Database   store     property:locationId               content   -       database
oci:ObjectStorage/bucket:Bucket   store     provider                          content   freeformTags bucket
oci:Identity/compartment:Compartment control global                           -         freeformTags compartment
random:index/randomId:RandomId    control   nowhere                           -         -       random
other:index/store:Store           store     property:place                    content   -       store
`);

export function catalogOf(text: string, containers: readonly ContainerRow[] = []): Catalog {
  const lines = text.trim().split("\n");
  const rows = parseTypes(
    ["type role location holds label because", ...lines].map((line) => line.trim().replaceAll(/ +/g, "\t")).join("\n"),
    "test.tsv",
  );
  const byType = new Map(rows.map((row) => [row.type, row]));
  return {
    find: (type) => byType.get(type),
    near: () => [],
    containersOf: (type) => containers.filter((row) => row.type === type),
  };
}

/** No movements: tests of placement alone. */
const noMovements: Movements = { of: () => [], whyNone: () => undefined };

/** The terms of a judgement on 22 November 2026, under the built-in mandate unless a text of one is given. */
export function termsOf(mandateText?: string, date = "2026-11-22"): Terms {
  return {
    mandate: mandateText === undefined ? builtInMandate() : mandateOf(mandateText),
    date,
    catalog: types,
    movements: noMovements,
    waivers: [],
    baseline: noBaseline,
  };
}

/** @throws Error with every error of the text */
export function mandateOf(text: string): Mandate {
  const result = parseMandate(text, "mandate.yaml");
  if ("errors" in result) throw new Error(result.errors.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return result.mandate;
}
