import { labels } from "../declaration";
import type { Declaration } from "../declaration";

/** The tag namespace that the landing stack declares, with a tag key for each label. Unique in a tenancy. */
export const tagNamespace = "stateside";

/** What an Oracle Cloud resource is told of its labels. */
export interface OracleTags {
  readonly freeformTags: { [key: string]: string };
  readonly definedTags: { [key: string]: string };
}

/**
 * The labels of a component's resources, twice: as free-form tags, and as the defined tags that the enclave's compartments
 * require of whatever is created in them. Only a defined tag has a closed list of values, and a condition can ask for it.
 * https://docs.oracle.com/en-us/iaas/Content/Tagging/Tasks/managingtagdefaults.htm
 */
export function tags(declaration: Declaration): OracleTags {
  const freeformTags = labels(declaration);
  const defined = Object.entries(freeformTags).map(([key, value]) => [`${tagNamespace}.${key}`, value] as const);
  return { freeformTags, definedTags: Object.fromEntries(defined) };
}
