import type { Cause } from "../values";
import type { PrincipalName, Principals } from "./aws-policy";
import { holdsToken } from "./elements";

/** Which of a statement's principals aren't the estate's own. */
export interface Outside {
  /** Anybody is meant; whether a condition narrows that, the statement's `hasCondition` tells. */
  readonly anyone: boolean;
  readonly outsiders: readonly Outsider[];
  /** The cloud's own services; one with a region in its name acts there. */
  readonly services: readonly string[];
  /** Texts with an output in them that isn't known yet, and so may be the estate's own. */
  readonly unresolved: readonly string[];
  /** Why more principals stand there that aren't known. */
  readonly cause?: Cause;
}

export interface Outsider {
  /** `other`: what names no account, such as the unique id of a user or an origin access identity. */
  readonly kind: "account" | "federated" | "canonicalUser" | "other";
  readonly name: string;
}

/** @param own the AWS accounts of the estate */
export function outsideOf(principals: Principals, own: { readonly accounts: ReadonlySet<string> }): Outside {
  const nobody: Outside = { anyone: false, outsiders: [], services: [], unresolved: [] };
  switch (principals.kind) {
    case "absent":
      return nobody;
    case "unknown":
      return { ...nobody, cause: principals.cause };
    case "everyone":
      return { ...nobody, anyone: true };
    case "all-but":
      // Whoever isn't named; with `Allow` that includes people who haven't signed in.
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
      return { ...nobody, anyone: !principals.names.some(isAnyone) };
    case "named":
      return outsideOfNames(principals.names, principals.cause, own.accounts);
  }
}

function outsideOfNames(
  names: readonly PrincipalName[],
  cause: Cause | undefined,
  accounts: ReadonlySet<string>,
): Outside {
  const outsiders: Outsider[] = [];
  const services: string[] = [];
  const unresolved: string[] = [];
  for (const principal of names) {
    const { by, name } = principal;
    if (isAnyone(principal)) continue;
    if (holdsToken(name)) unresolved.push(name);
    else if (by === "Service" && isService(name)) services.push(name);
    else if (by === "Federated") outsiders.push({ kind: "federated", name });
    else if (by === "CanonicalUser") outsiders.push({ kind: "canonicalUser", name });
    else {
      const account = by === "AWS" ? accountOf(name) : undefined;
      if (account === undefined) outsiders.push({ kind: "other", name });
      else if (!accounts.has(account)) outsiders.push({ kind: "account", name });
    }
  }
  return { anyone: names.some(isAnyone), outsiders, services, unresolved, ...(cause && { cause }) };
}

/** `{ "AWS": "*" }` is the same as `"*"`; see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function isAnyone({ by, name }: PrincipalName): boolean {
  return by === "AWS" && (name === "*" || /^arn:[^:]*:(iam|sts)::[^:]*[*?]/.test(name));
}

/** An account's id, or the account field of the ARN of a user, role, session or the account's root. */
function accountOf(name: string): string | undefined {
  return /^(?:(\d{12})|arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):\S+)$/.exec(name)?.slice(1).find(Boolean);
}

/** `lambda.amazonaws.com`, `logs.us-east-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
function isService(name: string): boolean {
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name);
}
