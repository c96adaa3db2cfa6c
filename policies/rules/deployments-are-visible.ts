import { deployerOf, type Deployment } from "../residency/deployers";
import { describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { allowed, type Evidence, type Judgement } from "../residency/judgement";
import { readAll } from "../residency/values";
import type { Rule } from "./rule";

const name = "deployments-are-visible";

/** Nothing deploys others that no program registers: what isn't registered isn't judged. */
export const deploymentsAreVisible: Rule = {
  name,
  title: "Deployments are visible",
  severity: "high",
  controls: ["CM-8", "CM-12", "CM-3", "CCC.Core.CN06.AR02"],
  remedy: "declare what it deploys as resources of a program",
  needs: "stack",
  // Without a resource half: what isn't seen is undecided in any case, and only the estate half says so.
  *judgeEstate({ estate, catalog }) {
    for (const resource of estate.resources) {
      if (resource.kind !== "managed" || catalog.find(resource.type) === undefined) continue;
      yield judgeDeployment(resource);
    }
  },
};

function judgeDeployment(resource: Resource): Judgement {
  const judged = { rule: name, subject: resource.urn };
  const row = deployerOf(resource.type);
  if (row === undefined || (row.gate !== undefined && !isStated(resource, row.gate))) {
    return allowed(name, resource.urn, { message: `${describe(resource)} deploys nothing unseen`, places: [] });
  }
  const inline = row.inline !== undefined && isStated(resource, row.inline) ? row.inline : undefined;
  const evidence: Evidence = {
    message: `${describe(resource)} ${does[row.deploys]}${inline === undefined ? "" : `; its \`${inline}\` is not looked into`}`,
    places: [],
    ...(inline !== undefined && { property: inline }),
    ...(remedies[row.deploys] && { remedy: remedies[row.deploys] }),
  };
  return { ...judged, verdict: "undecided", cause: "not-seen", evidence };
}

/** What a resource does, as the rest of a sentence. */
const does: Readonly<Record<Deployment, string>> = {
  template: "deploys what a template declares, so that the resources in it can't be seen",
  setup: "deploys a ready-made setup, so that the resources in it can't be seen",
  objects: "deploys what is declared elsewhere, so that the resources in it can't be seen",
  commands: "runs commands, so that what they make can't be seen",
  containers: "runs a container, so that what it makes can't be seen",
  one: "makes a resource of a type that an input names, so that it can't be judged",
};

/** What settles it, where the rule's own remedy doesn't. */
const remedies: Partial<Record<Deployment, string>> = {
  commands: "declare what the commands make as resources of a program",
  containers: "run it as a resource of a cloud, and declare what it makes as resources of a program",
  one: "use the type of the catalog that is made for it",
};

/** An input that isn't known may be there. */
function isStated({ inputs }: Resource, path: string): boolean {
  return readAll(inputs, path).length > 0;
}
