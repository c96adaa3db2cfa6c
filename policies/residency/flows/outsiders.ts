import { readPolicy, type Policy, type Statement } from "../access/aws-policy";
import { readMember } from "../access/gcp-members";
import { outsideOf } from "../access/principals";
import type { Estate } from "../estate";
import { decodeProviderInputs } from "../provider-inputs";
import { partReading, resolve } from "../resolve";
import { readAll, readKeys, Unknown, type Reading, type SymbolicText, type Value } from "../values";
import { readName } from "../written-name";
import { unknownDestination, type DestinationContext } from "./named-destinations";
import type { Destination } from "./movement";

/** The account and project of every made-up answer of a preview: stand-ins for the estate's own. */
const standIns = ["123456789012", "example-project"];

/** Accounts and projects that the estate's providers and resources say are theirs. */
export function ownAccountsOf({ resources }: Estate): ReadonlySet<string> {
  const own = new Set<string>(standIns);
  const add = (reading: Reading | undefined) => {
    if (reading?.kind === "known" && typeof reading.value === "string") own.add(reading.value);
  };
  for (const { kind, inputs, outputs, type } of resources) {
    if (kind === "provider") {
      const decoded = decodeProviderInputs(inputs);
      for (const reading of readAll(decoded, "allowedAccountIds[]")) add(reading);
      add(readKeys(decoded, "project"));
    } else if (kind === "managed") {
      if (type.startsWith("gcp:")) add(readKeys(inputs, "project"));
      const arn = outputs === undefined ? undefined : readKeys(outputs, "arn");
      if (arn?.kind !== "known" || typeof arn.value !== "string") continue;
      // Most are of an account that is known already.
      if (own.has(statedAccount.exec(arn.value)?.[1] ?? "")) continue;
      const { account } = readName(arn.value);
      if (account !== undefined) own.add(account);
    }
  }
  return own;
}

/** The account of an ARN that can be of no other one: an integration of API Gateway has the ARN of a function in it. */
const statedAccount = /^arn:[\w-]*:(?!apigateway:)[\w.-]*:[\w-]*:(\d{12}):/i;

/** Whom an input names that lets somebody in: an account, a person, a group, a principal of the estate. */
export function outsiders(reading: Reading, context: DestinationContext): readonly Destination[] {
  const { resource, row, lookup } = context;
  const { path } = reading;
  return resolve(resource, reading, row.to[0] ?? "", lookup).map((target): Destination => {
    switch (target.kind) {
      case "resource":
        return { kind: "principal", resource: target.resource };
      case "computed":
        return unknownDestination(target.cause, path);
      case "written":
        return somebody(target.text, path, context);
      case "none":
        return { kind: "placeless", what: `\`${path}\` names somebody else` };
      case "unknown":
        return unknownDestination(target.cause, path);
    }
  });
}

/** Whom a policy document lets in that isn't of the estate: an AWS policy, or bindings of Google Cloud. */
export function policyOutsiders(reading: Reading, context: DestinationContext): readonly Destination[] {
  const { path } = reading;
  const text = reading.kind === "unknown" ? reading.text : undefined;
  if (reading.kind === "unknown" && text === undefined) return outsiders(reading, context);
  const value: Value = reading.kind === "known" ? reading.value : new Unknown(reading.cause, text);
  if (context.type.cloud === "gcp") {
    if (!/policy/i.test(path)) return [{ kind: "placeless", what: `\`${path}\` lets others in` }];
    const members = membersOf(text?.text ?? value);
    if (members === undefined) return [{ kind: "unknown", cause: "unreadable", what: `\`${path}\`` }];
    return members.map((member) => somebodyIn(member, path, text, context));
  }
  if (context.type.cloud !== "aws") return [{ kind: "placeless", what: `\`${path}\` may let others in` }];
  return policyDestinations(readPolicy(value), path, context);
}

function policyDestinations(policy: Policy, path: string, context: DestinationContext): readonly Destination[] {
  if (policy.kind === "unknown") return [unknownDestination(policy.cause, path)];
  if (policy.kind === "unreadable")
    return [{ kind: "unknown", cause: "unreadable", what: `\`${path}\`: ${policy.reason}` }];
  return policy.statements
    .filter(({ effect }) => effect !== "deny")
    .flatMap((statement) => statementDestinations(statement, policy.outputs, path, context));
}

function statementDestinations(
  { principals, cause }: Statement,
  outputs: SymbolicText["outputs"],
  path: string,
  context: DestinationContext,
): readonly Destination[] {
  const found = outsideOf(principals, { accounts: context.ownAccounts });
  const unknown = found.cause ?? (principals.kind === "unknown" ? cause : undefined);
  return [
    ...(found.anyone ? [{ kind: "anywhere", what: "worldwide" } as const] : []),
    ...found.outsiders.map((): Destination => ({
      kind: "placeless",
      what: `\`${path}\` names somebody else's account`,
    })),
    ...found.services.map((): Destination => ({ kind: "inside", what: "a service of the cloud" })),
    ...found.unresolved.map((text) => somebodyIn(text, path, { text, outputs }, context)),
    ...(unknown === undefined ? [] : [unknownDestination(unknown, path)]),
  ];
}

/** A member's text, with outputs in it as far as it has any. */
function somebodyIn(
  member: string,
  path: string,
  text: SymbolicText | undefined,
  context: DestinationContext,
): Destination {
  const reading = partReading(member, path, text?.outputs, false);
  if (reading.kind === "known") return somebody(member, path, context);
  return outsiders(reading, context)[0] ?? unknownDestination("not-yet-known", path);
}

function somebody(text: string, path: string, { ownAccounts, type }: DestinationContext): Destination {
  if (text === "*" || text === "all") return { kind: "anywhere", what: "worldwide" };
  const member = type.cloud === "gcp" ? readMember(text) : undefined;
  if (member?.kind === "everyone") return { kind: "anywhere", what: "worldwide" };
  if (member?.kind === "project") return { kind: "inside", what: "the project's own" };
  const written = readName(member?.name ?? text);
  if (written.isService === true || readName(text).isService === true)
    return { kind: "inside", what: "a service of the cloud" };
  const account = written.account ?? text;
  if (ownAccounts.has(account) || ownAccounts.has(text)) return { kind: "inside", what: "the estate's own account" };
  if (written.isPrivate === true) return { kind: "inside", what: "its own network" };
  return { kind: "placeless", what: `\`${path}\` names somebody else, who has no place` };
}

/** The members of Google Cloud's `{ bindings: [{ role, members }] }`, as JSON text; undefined for anything else. */
function membersOf(value: Value): readonly string[] | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const data: unknown = JSON.parse(value);
    if (typeof data !== "object" || data === null || !("bindings" in data) || !Array.isArray(data.bindings))
      return undefined;
    return data.bindings.flatMap((binding: unknown) =>
      typeof binding === "object" && binding !== null && "members" in binding && Array.isArray(binding.members)
        ? binding.members.filter((member): member is string => typeof member === "string")
        : [],
    );
  } catch {
    return undefined;
  }
}
