import { type Cloud, clouds } from "./geography";

/** The cloud that a type is of; undefined for packages beside the clouds. */
export function cloudOf(type: string): Cloud | undefined {
  return clouds().find((cloud) => type.startsWith(`${cloud}:`));
}

/** `rds` of `aws:rds/cluster:Cluster`, `objectstorage` of `oci:ObjectStorage/bucket:Bucket`. */
export function serviceOf(type: string): string {
  return type.split(":")[1]?.split("/")[0]?.toLowerCase() ?? "";
}
