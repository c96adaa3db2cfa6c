import type { TypeRow } from "../../residency/catalog";
import type { Resource } from "../../residency/estate";
import type { Mandate } from "../../residency/mandate";
import { isAuditStore } from "../../residency/permission";

/** What users gave, its copies, and what opens them: not the keys and logs that every center keeps for itself. */
const kept: ReadonlySet<string> = new Set(["content", "backup", "secrets"]);

/** True for stores of what the primary and its centers are there to keep. */
export function isKept(resource: Resource, { holds }: TypeRow, mandate: Mandate): boolean {
  return holds !== undefined && kept.has(holds) && !isAuditStore(resource, mandate);
}
