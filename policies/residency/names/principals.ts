import type { WrittenName } from "../written-name";
import { named, token, written, type NamedAs } from "./said";

interface PrincipalForm {
  /** Groups: `name`, `account`. */
  readonly form: RegExp;
  readonly cloud?: "aws" | "gcp";
  readonly of?: readonly string[];
  readonly isService?: true;
}

const gcp = "gcp" as const;
const aws = "aws" as const;

/**
 * Google's members are of https://cloud.google.com/iam/docs/principal-identifiers, service principals of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
const forms: readonly PrincipalForm[] = [
  { form: /^\d{12}$/, cloud: aws },
  {
    // Of two labels only some: `b.s3.amazonaws.com` is a bucket.
    form: /^(?:service:\s*)?(?:[a-z0-9.-]{1,100}\.(?=(?:logs|lambda|apigateway|cloudformation|application-autoscaling|organizations)\.))?[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/i,
    cloud: aws,
    isService: true,
  },
  { form: /^(?:allUsers|allAuthenticatedUsers)$/i, cloud: gcp },
  { form: /^(?:domain|mdb|deleted|group|user):/i, cloud: gcp },
  { form: /^project(?:owner|editor|viewer):(?<account>[^\s/]+)$/i, cloud: gcp },
  { form: /^serviceAccount:(?<account>[^\s/[\]]+)\.svc\.id\.goog\[/i, cloud: gcp },
  {
    form: /^principal(?:Set)?:\/\/.*\/(?:workloadIdentityPools|workforcePools)\/(?<name>[^/]+)/i,
    cloud: gcp,
    of: ["workloadidentitypool:", "workforcepool:"],
  },
  { form: /^(?:principal(?:Set)?:\/\/|serviceAccount:)/i, cloud: gcp },
];

const member = /^(?:serviceAccount|user|group|deleted:(?:serviceAccount|user|group)):([^\s?]+)(?:\?uid=\d+)?$/i;

/** Who is granted something: accounts, services, members of Google's bindings. None of them has a place. */
export function readPrincipal(text: string): WrittenName | undefined {
  if (/[\r\n]/.test(text)) return undefined;
  for (const { form, cloud, of, isService } of forms) {
    const match = form.exec(text);
    if (match === null) continue;
    const { name, account } = match.groups ?? {};
    const inner = member.exec(text)?.[1];
    const email = inner === undefined ? undefined : readEmail(inner);
    const isAccount = cloud === aws && isService !== true;
    return written("principal", {
      cloud,
      account: isAccount ? text : (account ?? email?.account),
      isService: isService ?? email?.isService,
      names: [named(inner), ...(email?.names ?? []), named(name, of)],
    });
  }
  return undefined;
}

/**
 * Agents that Google's services act as. Anybody may call an account `service-1`, so the project decides.
 * https://cloud.google.com/iam/docs/service-agents
 */
const agentProjects =
  /^(?:gcp-sa-[a-z0-9-]+|compute-system|container-engine-robot|containerregistry|gs-project-accounts|gcf-admin-robot|cloud-redis|cloud-filer|dataflow-service-producer-prod|dataproc-accounts|serverless-robot-prod|gae-api-prod|bigquery-encryption|service-networking|cloudcomposer-accounts|sourcerepo-service-accounts|endpoints-portal|cloud-ml|storage-transfer-service)$/;
const agentDomains = /^(?:cloudservices|cloudbuild|system)\.gserviceaccount\.com$/;

const email = /^(?<local>[^\s@/:]{1,128})@(?<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;

/** An e-mail address; of a service account, its project and its account id. */
export function readEmail(text: string): WrittenName | undefined {
  const groups = text.length > 400 ? undefined : email.exec(text)?.groups;
  if (groups === undefined || /\.\d+$/.test(text)) return undefined;
  const { local = "" } = groups;
  const domain = (groups["domain"] ?? "").toLowerCase();
  const project = /^([a-z0-9.-]+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1];
  const app = domain === "appspot.gserviceaccount.com" ? local : undefined;
  const isGoogle = /(?:^|\.)gserviceaccount\.com$/.test(domain);
  const isAgent = project === undefined ? agentDomains.test(domain) : agentProjects.test(project);
  const names: (NamedAs | undefined)[] = [];
  if (project !== undefined && !isAgent) names.push(named(local, ["serviceaccount/account:"]));
  return written("email", {
    cloud: isGoogle ? gcp : undefined,
    account: isAgent ? undefined : (project ?? app),
    isService: isAgent,
    names: [...names, new RegExp(`^${token}$`).test(local) ? named(local) : undefined],
  });
}
