import type { Declaration } from "../../declaration";
import { tags } from "../tags";

/** The same tags as everywhere, in the form that an identity domain's own resources take. */
export function domainTags(declaration: Declaration) {
  const { freeformTags, definedTags } = tags(declaration);
  return {
    freeformTags: Object.entries(freeformTags).map(([key, value]) => ({ key, value })),
    definedTags: Object.entries(definedTags).map(([written, value]) => {
      const [namespace = "", key = ""] = written.split(".");
      return { namespace, key, value };
    }),
  };
}
