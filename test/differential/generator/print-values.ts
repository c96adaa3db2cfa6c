import type { EndModel, ValueModel } from "./model";
import { literals } from "./movers";
import { dependency, picked, type Scope } from "./scope";

/** A value as an expression over what has been declared so far. */
export function valueText(value: ValueModel, scope: Scope): string {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.text);
    case "number":
      return String(value.number);
    case "boolean":
      return String(value.boolean);
    case "null":
      return "null";
    case "absent":
      return "undefined";
    case "asset":
      return 'new pulumi.asset.StringAsset("content")';
    case "archive":
      return 'new pulumi.asset.AssetArchive({ file: new pulumi.asset.StringAsset("content") })';
    case "config":
      return 'config.require("open")';
    case "secretConfig":
      return 'config.requireSecret("open")';
    case "output": {
      const { resources } = scope;
      const of = picked(resources, value.of);
      if (of === undefined) return '"nothing"';
      const property = value.property === "named" || value.property === "later" ? of[value.property] : value.property;
      return `${of.variable}.${property}`;
    }
    case "resource":
      return dependency(scope, value.of)?.variable ?? '"nothing"';
    case "imported":
      return `producer.getOutput("${value.name}")`;
    case "secret":
      return `pulumi.secret(${valueText(value.value, scope)})`;
    case "unsecret":
      return `pulumi.unsecret(pulumi.output(${valueText(value.value, scope)}))`;
    case "applied":
      return `pulumi.output(${valueText(value.value, scope)}).apply((value: unknown) => [value, "applied"])`;
    case "promised":
      return `Promise.resolve(${valueText(value.value, scope)})`;
    case "interpolated":
      return `pulumi.interpolate\`<${value.members.map((member) => `\${${valueText(member, scope)}}`).join("-")}>\``;
    case "all":
      return `pulumi.all([${value.members.map((member) => valueText(member, scope)).join(", ")}])`;
    case "list":
      return `[${value.members.map((member) => valueText(member, scope)).join(", ")}]`;
    case "record": {
      // A computed key, so that `__proto__` is one like others.
      const entries = Object.entries(value.entries);
      return `{ ${entries.map(([key, member]) => `[${JSON.stringify(key)}]: ${valueText(member, scope)}`).join(", ")} }`;
    }
  }
}

/** An end of a movement as an expression: never `undefined`, as many types ask for it. */
export function endText({ form, of, value, as }: EndModel, scope: Scope): string {
  const resource = picked(scope.resources, of);
  const literal = JSON.stringify(picked(literals, of) ?? "a");
  const output = (key: "id" | "named" | "later") =>
    resource === undefined ? literal : `${resource.variable}.${key === "id" ? key : resource[key]}`;
  const texts: Readonly<Record<EndModel["form"], () => string>> = {
    id: () => output("id"),
    // Where nothing was given for it, another one: what is required must be there.
    named: () => `pulumi.output(${output("named")}).apply((name: unknown) => name ?? ${literal})`,
    later: () => output("later"),
    literal: () => literal,
    around: () => `pulumi.interpolate\`arn:aws:s3:::\${${output("named")}}\``,
    value: () => `pulumi.interpolate\`\${${valueText(value, scope)}}\``,
  };
  const text = texts[form]();
  switch (as) {
    case "plain":
      return text;
    case "secret":
      return `pulumi.secret(${text})`;
    case "applied":
      return `pulumi.output(${text}).apply((end: unknown) => end)`;
    case "promised":
      return `Promise.resolve(${text})`;
  }
}
