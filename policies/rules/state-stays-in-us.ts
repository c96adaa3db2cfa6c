import { describe, describePlace, placeId } from "../residency/describe";
import type { Estate, Resource } from "../residency/estate";
import { lookUpPlace } from "../residency/geography";
import type { Evidence, Judgement } from "../residency/judgement";
import { isAllowed, isFree } from "../residency/permission";
import type { StateKind, StateLocation } from "../residency/state-location";
import type { Rule, Terms } from "./rule";

const name = "state-stays-in-us";

/** Pulumi's state, which holds what resources return, and the keys of its secrets are where the mandate lets data be. */
export const stateStaysInUs: Rule = {
  name,
  title: "Pulumi's state stays in the United States",
  severity: "high",
  controls: ["SA-9(5)", "SA-9(8)", "CM-12", "DSP-19"],
  remedy: "keep the state, and the key of its secrets, in a US region that the URL names",
  needs: "stack",
  *judgeEstate({ estate, ...terms }) {
    for (const location of estate.states ?? []) {
      const root = rootOf(location, estate);
      const judgement = root && judgeLocation(location, root, terms);
      if (judgement !== undefined) yield judgement;
    }
  },
  notJudged({ estate }) {
    const backends = (estate.states ?? []).filter(({ keeps }) => keeps === "state");
    if (backends.length === 0) return "no stack states its backend";
    if (backends.every(({ at }) => at.kind === "file")) return "the state is on the machine that runs Pulumi";
    return undefined;
  },
};

/** Nothing for what is in no place of its own: a machine's files, a passphrase, the backend's own secrets provider. */
function judgeLocation(location: StateLocation, root: Resource, terms: Terms): Judgement | undefined {
  const { at, keeps, property, source } = location;
  if (at.kind === "file" || at.kind === "passphrase" || at.kind === "default") return undefined;
  const judged = { rule: name, subject: root.urn };
  const decided = { property, ...(source && { decidedAt: source }) };
  const { defaultClass } = terms.mandate;
  const kept = `${keeps === "state" ? "the state" : "the key to the secrets"} of ${describe(root)}`;
  const what = `${kept} is`;
  const undecided = (why: string): Judgement => {
    const evidence: Evidence = { message: `${what} in no place that can be told: ${why}`, places: [], ...decided };
    return { ...judged, verdict: "undecided", cause: "unresolvable", evidence };
  };
  if (isFree(defaultClass, terms.mandate)) {
    const evidence = { message: `${kept} may be anywhere, as ${defaultClass} data may`, places: [], ...decided };
    return { ...judged, verdict: "allowed", evidence };
  }
  if (at.cloud === undefined || at.region === undefined) return undecided(unplaced[at.kind]);
  const found = lookUpPlace(at.cloud, at.region);
  switch (found.kind) {
    case "unlisted":
      return undecided(found.reason);
    case "global": {
      const evidence = {
        message: `${what} in no particular region`,
        places: ["global"],
        about: `${keeps} global`,
        ...decided,
      };
      return { ...judged, verdict: "refused", evidence };
    }
    case "place": {
      const { place } = found;
      const verdict = isAllowed(place, defaultClass, terms.mandate) ? "allowed" : "refused";
      const id = placeId(place);
      const about = `${keeps} ${id}`;
      const evidence = { message: `${what} in ${describePlace(place)}`, places: [id], about, ...decided };
      return { ...judged, verdict, evidence };
    }
  }
}

/** Why a URL of this form, where it names no region, leaves the place open. */
const unplaced: Readonly<Record<Exclude<StateKind, "file" | "passphrase" | "default">, string>> = {
  s3: "the bucket's URL states no region, or an endpoint that isn't known",
  gs: "a bucket of Cloud Storage doesn't say where it is",
  azblob: "a container of Azure doesn't say where it is",
  https: "Pulumi Cloud, or a server of one's own, doesn't say where it is",
  awskms: "the key's URL states no region",
  gcpkms: "the key's URL states no location",
  azurekeyvault: "a vault of Azure doesn't say where it is",
  hashivault: "a Vault server doesn't say where it is",
  unreadable: "its URL is of no form that is known",
};

function rootOf({ stack, project }: StateLocation, { resources }: Estate): Resource | undefined {
  return resources.find((one) => one.kind === "stack" && one.stack === stack && one.project === project);
}
