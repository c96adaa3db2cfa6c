import type { Catalog } from "../residency/catalog";
import { describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { allowed, type Judgement } from "../residency/judgement";
import type { Rule } from "./rule";

const name = "types-are-known";

/** Every resource is of a type that somebody has judged. */
export const typesAreKnown: Rule = {
  name,
  title: "Types are known",
  severity: "high",
  controls: ["CM-8", "CM-12", "CCC.Core.CN06.AR02"],
  remedy: "use a type of the catalog, or have the type judged and added to it",
  needs: "stack",
  *judgeResource({ resource, catalog }) {
    const judgement = judgeType(resource, catalog);
    if (judgement?.verdict === "refused") yield judgement;
  },
  *judgeEstate({ estate, catalog }) {
    for (const resource of estate.resources) {
      const judgement = judgeType(resource, catalog);
      if (judgement !== undefined) yield judgement;
    }
  },
};

function judgeType(resource: Resource, catalog: Catalog): Judgement | undefined {
  const judged = { rule: name, subject: resource.urn };
  switch (resource.kind) {
    case "provider":
    case "stack":
    case "component":
    case "read":
      return undefined;
    case "remote": {
      const message = `${describe(resource)} is built by a plugin, so that the resources in it can't be seen`;
      const remedy = "declare the resources in the program itself, or judge the deployed state";
      return { ...judged, verdict: "undecided", cause: "not-seen", evidence: { message, places: [], remedy } };
    }
    case "managed": {
      const other = otherPackage(resource);
      if (other !== undefined) {
        const message = `${describe(resource)} is created by a provider of package \`${other}\`, which its type \`${resource.type}\` doesn't belong to`;
        const remedy = "create it with a provider of its own package";
        const about = `package ${other}`;
        return { ...judged, verdict: "refused", evidence: { message, places: [], remedy, about } };
      }
      const row = catalog.find(resource.type);
      if (row !== undefined) {
        return allowed(name, resource.urn, { message: `\`${row.type}\` is judged as ${row.role}`, places: [] });
      }
      const [near] = catalog.near(resource.type);
      const hint = near === undefined ? "" : `; the nearest known type is \`${near}\``;
      const message = `${describe(resource)} has a type that nobody has judged: \`${resource.type}\`${hint}`;
      return { ...judged, verdict: "refused", evidence: { message, places: [] } };
    }
  }
}

/** The package of a provider that isn't the type's: what it creates under that type is anybody's guess. */
function otherPackage({ type, provider }: Resource): string | undefined {
  const [own] = type.split(":");
  return provider === undefined || provider.package === own ? undefined : provider.package;
}
