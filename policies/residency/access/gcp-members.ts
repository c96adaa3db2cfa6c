/** Whom a binding is for. */
export interface Member {
  readonly kind:
    | "everyone"
    | "serviceAccount"
    | "user"
    | "group"
    | "domain"
    /** Identities of an outside provider, by a workforce or workload identity pool. */
    | "federated"
    /** Whoever has a role in a project, or every service account below a project, folder or organization. */
    | "project"
    | "deleted"
    | "other";
  /** What follows the kind: an e-mail address, a domain, a project, a path; empty for everyone. */
  readonly name: string;
}

// The forms: https://cloud.google.com/iam/docs/principal-identifiers
// and, of the API's second version, https://cloud.google.com/iam/docs/reference/rest/v2/policies
const words: ReadonlyMap<string, Member> = new Map([
  ["allusers", { kind: "everyone", name: "" }],
  ["allauthenticatedusers", { kind: "everyone", name: "" }],
  ["principalset://goog/public:all", { kind: "everyone", name: "" }],
  // A dataset's special groups: members of the project that the dataset is in.
  ["projectowners", { kind: "project", name: "" }],
  ["projectwriters", { kind: "project", name: "" }],
  ["projectreaders", { kind: "project", name: "" }],
]);

/** The longer of two that begin alike comes first. */
const forms: readonly (readonly [string, Member["kind"]])[] = [
  ["deleted:", "deleted"],
  ["serviceaccount:", "serviceAccount"],
  ["user:", "user"],
  ["group:", "group"],
  ["domain:", "domain"],
  ["projectowner:", "project"],
  ["projecteditor:", "project"],
  ["projectviewer:", "project"],
  ["principal://goog/subject/", "user"],
  ["principalset://goog/group/", "group"],
  ["principalset://goog/cloudidentitycustomerid/", "domain"],
  ["principal://iam.googleapis.com/projects/-/serviceaccounts/", "serviceAccount"],
  ["principalset://cloudresourcemanager.googleapis.com/", "project"],
  ["principal://iam.googleapis.com/", "federated"],
  ["principalset://iam.googleapis.com/", "federated"],
];

/** Google doesn't heed the case of a kind everywhere; neither does this. */
export function readMember(text: string): Member {
  const lower = text.toLowerCase();
  const word = words.get(lower);
  if (word !== undefined) return word;
  const [form, kind] = forms.find(([start]) => lower.startsWith(start)) ?? ["", "other"];
  const name = text.slice(form.length);
  if (name === "") return { kind: "other", name: text };
  // A cluster's own pool holds its pods, which no outside provider vouches for.
  return kind === "federated" && isClusterPool(lower) ? { kind: "serviceAccount", name } : { kind, name };
}

/** `…/workloadIdentityPools/PROJECT.svc.id.goog/…` */
function isClusterPool(lower: string): boolean {
  return /^[^/]+:\/\/iam\.googleapis\.com\/projects\/[^/]+\/locations\/global\/workloadidentitypools\/[^/]+\.svc\.id\.goog\//.test(
    lower,
  );
}
