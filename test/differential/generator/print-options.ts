import type { OptionsModel, TransformModel } from "./model";
import { classes } from "./packages";
import { dependency, picked, type Declared, type Scope } from "./scope";
import { valueText } from "./print-values";

interface Of {
  readonly kind: "component" | "provider" | "existing" | "resource";
  readonly parent: Declared | undefined;
  readonly package?: string;
  readonly version?: string;
}

/** The options of one declaration, as far as its kind takes them. */
export function optionsText(options: OptionsModel, scope: Scope, of: Of): string {
  const { kind, parent } = of;
  const entries: [string, string][] = [];
  const add = (key: string, text: string | undefined) => {
    if (text !== undefined) entries.push([key, text]);
  };
  add("parent", parent?.variable);
  const fitting = scope.providers.filter((provider) => kind === "component" || provider.package === of.package);
  if (kind !== "provider") add("provider", picked(fitting, options.provider)?.variable);
  if (kind === "component") add("providers", providersText(options, scope));
  add("dependsOn", dependsOnText(options, scope));
  if (kind === "existing") return recordText(entries);

  add("aliases", listText(options.aliases.map((alias, index) => aliasText(alias, index))));
  add("protect", asText(options.protect));
  add("deletedWith", picked(scope.resources, options.deletedWith)?.variable);
  add("transforms", listText(options.transforms.map((transform) => transformText(transform, scope))));
  add("transformations", listText(options.transformations.map((transform) => transformText(transform, scope))));
  if (kind !== "resource") return recordText(entries);

  add("ignoreChanges", listText(options.ignoreChanges.map((path) => JSON.stringify(path))));
  add("replaceOnChanges", listText(options.replaceOnChanges.map((path) => JSON.stringify(path))));
  add("additionalSecretOutputs", listText(options.additionalSecretOutputs.map((key) => JSON.stringify(key))));
  add("retainOnDelete", asText(options.retainOnDelete));
  add("deleteBeforeReplace", asText(options.deleteBeforeReplace));
  add("version", of.version === undefined ? undefined : JSON.stringify(of.version));
  return recordText(entries);
}

/** The type of the resources that a transform changes. */
export function targetOf({ only }: TransformModel): string {
  return picked(classes, only)?.type ?? "cloud:index:Thing";
}

/** A transform as a function; the older kind has the same form. */
export function transformText(transform: TransformModel, scope: Scope): string {
  const type = targetOf(transform);
  const value = valueText(transform.value, scope);
  const provider = picked(
    scope.providers.filter((one) => one.package === type.split(":")[0]),
    transform.provider,
  );
  const on = dependency(scope, transform.dependsOn);
  const changed = [
    ...(transform.ignoreChanges ? [`ignoreChanges: [...(opts.ignoreChanges ?? []), "${transform.key}"]`] : []),
    ...(on === undefined ? [] : [`dependsOn: [${on.variable}]`]),
    ...(provider === undefined ? [] : [`provider: ${provider.variable}`]),
  ];
  const opts = changed.length === 0 ? "opts" : `opts: { ...opts, ${changed.join(", ")} }`;
  return `({ type, props, opts }: any) => type === "${type}" ? { props: { ...props, ${transform.key}: ${value} }, ${opts} } : undefined`;
}

function providersText({ providers }: OptionsModel, scope: Scope): string | undefined {
  if (providers === undefined) return undefined;
  const byPackage = new Map<string, string>();
  for (const pick of providers.of) {
    const provider = picked(scope.providers, pick);
    if (provider !== undefined) byPackage.set(provider.package, provider.variable);
  }
  if (byPackage.size === 0) return undefined;
  if (providers.form === "list") return `[${[...byPackage.values()].join(", ")}]`;
  return recordText([...byPackage]);
}

function dependsOnText({ dependsOn, dependsOnOutput }: OptionsModel, scope: Scope): string | undefined {
  const variables = dependsOn.flatMap((pick) => {
    const provider = pick % 5 === 4 ? picked(scope.providers, pick) : undefined;
    return (provider ?? dependency(scope, pick))?.variable ?? [];
  });
  const text = listText(variables);
  return text !== undefined && dependsOnOutput ? `pulumi.output(${text})` : text;
}

function aliasText(alias: OptionsModel["aliases"][number], index: number): string {
  switch (alias) {
    case "name":
      return `{ name: "former-${index}" }`;
    case "type":
      return '{ type: "cloud:old:Thing" }';
    case "root":
      return "{ parent: pulumi.rootStackResource }";
    case "urn":
      return `"urn:pulumi:dev::elsewhere::cloud:old:Thing::former-${index}"`;
  }
}

function asText(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function listText(members: readonly string[]): string | undefined {
  return members.length === 0 ? undefined : `[${members.join(", ")}]`;
}

function recordText(entries: readonly (readonly [string, string])[]): string {
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, text]) => `${key}: ${text}`).join(", ")} }`;
}
