import type { WrittenName } from "../written-name";
import { arnResources, globalServices, integrations, type ArnResource } from "./arn-resources";
import { named, together, token, written, type NamedAs } from "./said";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html, and the isolated and the European clouds. */
const partitions = /^aws(?:-(?:cn|us-gov|eusc|iso(?:-[a-z])?))?$/i;

const rowsByService = new Map<string, ArnResource[]>();
for (const row of arnResources) rowsByService.set(row.service, [...(rowsByService.get(row.service) ?? []), row]);

const tokenFirst = new RegExp(`^${token}(?=$|[/:*.])`);

/** `arn:partition:service:region:account:resource`; with fields missing or of another partition it says nothing. */
export function readArn(text: string): WrittenName | undefined {
  return /^arn:/i.test(text) ? arn(text, true) : undefined;
}

function arn(text: string, mayNest: boolean): WrittenName {
  const [, fields, resource = ""] = /^((?:[^:]*:){5})(.*)$/s.exec(text) ?? [];
  const [, partition = "", rawService = "", region = "", account = ""] = (fields ?? "").split(":");
  if (!partitions.test(partition) || !/^[\w.-]+$/.test(rawService) || resource === "") return written("arn", {});
  const service = rawService.toLowerCase();
  if (service === "apigateway" && !resource.startsWith("/")) return integration(region, account, resource, mayNest);

  const { names, isGlobal } = resourceNames(text, service, resource);
  return written("arn", {
    cloud: "aws",
    place: isGlobal ? undefined : region,
    account: account.toLowerCase() === "aws" ? undefined : account,
    isService: account.toLowerCase() === "aws",
    names,
  });
}

function resourceNames(text: string, service: string, resource: string): { names: NamedAs[]; isGlobal: boolean } {
  const before = text.slice(0, text.length - resource.length);
  const names: (NamedAs | undefined)[] = [];
  let isGlobal = globalServices.has(service);
  // A placeholder stands for the whole of what the service writes: `…:stateside0123456789abcdef/*`.
  const [placeholder] = tokenFirst.exec(resource) ?? [];
  if (placeholder !== undefined) names.push(named(before + placeholder), named(placeholder));
  for (const { form, of, isGlobal: noRegion } of rowsByService.get(service) ?? []) {
    const groups = form.exec(resource)?.groups;
    if (groups === undefined) continue;
    const { base = "", name = "", short } = groups;
    isGlobal ||= noRegion === true;
    names.push(named(before + base), named(name, of), named(short, of));
    if (service === "secretsmanager") names.push(named(withoutSuffix(name), of));
    return { names: names.filter((one) => one !== undefined), isGlobal };
  }
  if (placeholder === undefined) names.push(...generic(service, resource));
  return { names: names.filter((one) => one !== undefined), isGlobal };
}

/** `type/name`, `type:name` and what may follow: of any service that has no row. */
function generic(service: string, resource: string): (NamedAs | undefined)[] {
  const [, type, name, rest = ""] = /^([a-z][a-z-]*)[/:]([^/:]+)(?:[/:](.*))?$/is.exec(resource) ?? [];
  if (type === undefined) {
    // `arn:aws:iam::123456789012:root` is an account.
    return /[/:]/.test(resource) || globalServices.has(service) ? [] : [named(resource, [`${service}/`])];
  }
  const of = [`${type.toLowerCase().replaceAll("-", "")}:`];
  return [rest === "" ? undefined : named(`${name ?? ""}/${rest}`, of), named(name, of)];
}

/** Secrets Manager adds a hyphen and six characters to the name. */
function withoutSuffix(name: string): string | undefined {
  return /^.+(?=-[a-z0-9]{6}$)/i.exec(name)?.[0];
}

/** `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations` means the function. */
function integration(region: string, service: string, resource: string, mayNest: boolean): WrittenName {
  const start = resource.search(/functions\/arn:/i);
  if (start !== -1 && mayNest) {
    const inner = resource
      .slice(start + "functions/".length)
      .replace(/\/(?:invocations|response-streaming-invocations)$/, "");
    const found = arn(inner, false);
    return written("arn", {
      ...found,
      place: together(region.toLowerCase() || undefined, found.place),
      names: [{ name: inner }, ...found.names],
    });
  }
  const row = integrations.find((one) => one.service === service.toLowerCase());
  const name = row?.form.exec(resource)?.groups?.["name"];
  return written("arn", { cloud: "aws", place: region, names: [named(name, row?.of)] });
}
