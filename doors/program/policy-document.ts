/**
 * What `aws.iam.getPolicyDocument` computes: the provider builds the JSON of its arguments without asking the cloud.
 * Source: https://www.pulumi.com/registry/packages/aws/api-docs/iam/getpolicydocument/
 */
export function policyDocument(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  // Merging other documents is the provider's business; the caller can answer it.
  if (isFilled(args["sourcePolicyDocuments"]) || isFilled(args["overridePolicyDocuments"])) return undefined;
  const document = withoutAbsent({
    Version: args["version"] ?? "2012-10-17",
    Id: args["policyId"],
    Statement: list(args["statements"]).map(statement),
  });
  return {
    ...args,
    id: "document",
    json: JSON.stringify(document, undefined, 2),
    minifiedJson: JSON.stringify(document),
  };
}

function statement(given: Readonly<Record<string, unknown>>) {
  return withoutAbsent({
    Sid: given["sid"],
    Effect: given["effect"] ?? "Allow",
    Action: oneOrMany(given["actions"]),
    NotAction: oneOrMany(given["notActions"]),
    Resource: oneOrMany(given["resources"]),
    NotResource: oneOrMany(given["notResources"]),
    Principal: principals(given["principals"]),
    NotPrincipal: principals(given["notPrincipals"]),
    Condition: conditions(given["conditions"]),
  });
}

function principals(given: unknown): unknown {
  const entries = list(given);
  if (entries.length === 0) return undefined;
  const [first] = entries;
  if (entries.length === 1 && first?.["type"] === "*" && oneOrMany(first["identifiers"]) === "*") return "*";
  const byType = new Map<string, unknown[]>();
  for (const { type, identifiers } of entries) {
    const all: readonly unknown[] = Array.isArray(identifiers) ? identifiers : [];
    byType.set(String(type), [...(byType.get(String(type)) ?? []), ...all]);
  }
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers)]));
}

function conditions(given: unknown): unknown {
  const entries = list(given);
  if (entries.length === 0) return undefined;
  const byTest = new Map<string, Record<string, unknown>>();
  for (const { test, variable, values } of entries) {
    byTest.set(String(test), { ...byTest.get(String(test)), [String(variable)]: oneOrMany(values) });
  }
  return Object.fromEntries(byTest);
}

function oneOrMany(given: unknown): unknown {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  return given.length === 1 ? (given[0] as unknown) : given;
}

function list(given: unknown): readonly Readonly<Record<string, unknown>>[] {
  // SAFETY: the SDK sends a list of records here; a member of another form yields absent fields only.
  return Array.isArray(given) ? (given as Readonly<Record<string, unknown>>[]) : [];
}

function isFilled(given: unknown): boolean {
  return Array.isArray(given) && given.length > 0;
}

function withoutAbsent(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
