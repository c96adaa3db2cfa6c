import { createHash } from "node:crypto";
import type { Resource } from "./estate";

/**
 * A finding's id, 16 hex digits: what is wrong with which resource, whatever its stack is called.
 * @param sink the place, or places, that the data reaches
 */
export function fingerprint(rule: string, { urn, project }: Pick<Resource, "urn" | "project">, sink: string): string {
  const [, , ...typesAndName] = urn.split("::");
  return createHash("sha256")
    .update(JSON.stringify([rule, project, typesAndName.join("::"), sink]))
    .digest("hex")
    .slice(0, 16);
}
