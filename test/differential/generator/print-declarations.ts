import type { DeclarationModel } from "./model";
import { moverName, movers, type Mover } from "./movers";
import { classes, packages, places, providerModules, type ResourceClass } from "./packages";
import { optionsText } from "./print-options";
import { endText, valueText } from "./print-values";
import { lineage, picked, possibleParents, type Scope } from "./scope";

/** @param id tells its variable and name from all others */
export function printDeclaration(declaration: DeclarationModel, id: string, outer: Scope) {
  const variable = `r${id}`;
  const parent = picked(possibleParents(outer), declaration.options.parent);
  const declared = { variable, parent };
  const scope = { ...outer, ancestors: lineage(parent) };
  switch (declaration.kind) {
    case "component": {
      const args = valueText({ kind: "record", entries: declaration.args }, scope);
      const options = optionsText(declaration.options, scope, { parent, kind: "component" });
      const text = `const ${variable} = new pulumi.ComponentResource("shop:index:Group", "c${id}", ${args}, ${options});`;
      return { text, list: "components", declared: { ...declared, package: "", named: "urn", later: "urn" } } as const;
    }
    case "provider": {
      const packageName = picked(packages, declaration.of) ?? "cloud";
      const place = picked<string>(places[packageName], declaration.of);
      const region =
        place === undefined || declaration.region.kind === "output"
          ? valueText(declaration.region, scope)
          : JSON.stringify(place);
      const options = optionsText(declaration.options, scope, { parent, kind: "provider" });
      const made = Object.hasOwn(providerModules, packageName)
        ? `new ${packageName}Provider("p${id}", { region: ${region} }, ${options})`
        : `new pulumi.ProviderResource("${packageName}", "p${id}", { region: ${region} }, ${options})`;
      const text = `const ${variable} = ${made};`;
      return {
        text,
        list: "providers",
        declared: { ...declared, package: packageName, named: "urn", later: "urn" },
      } as const;
    }
    case "existing": {
      const found =
        picked(
          classes.filter(({ module }) => module !== undefined),
          declaration.of,
        ) ?? classes[1];
      if (found === undefined) throw new Error("there are no classes");
      const options = optionsText(declaration.options, scope, { parent, kind: "existing", package: found.package });
      // No value that an input was given for is an id for certain: it may be empty.
      const existingId =
        declaration.id.kind === "output"
          ? `pulumi.interpolate\`<\${${valueText(declaration.id, scope)}}>\``
          : `"id-${id}"`;
      const text = `const ${variable} = ${className(found)}.get("e${id}", ${existingId}, {}, ${options});`;
      return {
        text,
        list: "resources",
        declared: { ...declared, package: found.package, named: found.named, later: found.later },
      } as const;
    }
    case "mover": {
      const mover = picked(movers, declaration.of) ?? movers[0];
      if (mover === undefined) throw new Error("there are no movers");
      const options = optionsText(declaration.options, scope, { package: mover.package, parent, kind: "resource" });
      const text = `const ${variable} = new ${moverName(mover)}("m${id}", ${moverInputs(declaration, mover, scope)}, ${options});`;
      return {
        text,
        list: "resources",
        declared: { ...declared, package: mover.package, named: "id", later: mover.later },
      } as const;
    }
    case "resource": {
      const made = picked(classes, declaration.of) ?? classes[0];
      if (made === undefined) throw new Error("there are no classes");
      const options = optionsText(declaration.options, scope, { ...made, parent, kind: "resource" });
      const inputs = inputsText(declaration, made, scope);
      const text =
        made.module === undefined
          ? `const ${variable} = new Bare("${made.type}", "n${id}", ${inputs}, ${options});`
          : `const ${variable} = new ${className(made)}("n${id}", ${inputs}, ${options});`;
      return {
        text,
        list: "resources",
        declared: { ...declared, package: made.package, named: made.named, later: made.later },
      } as const;
    }
  }
}

function inputsText(
  { values, place }: Extract<DeclarationModel, { kind: "resource" }>,
  made: ResourceClass,
  scope: Scope,
): string {
  const inputs = new Map(Object.entries(made.fixed));
  values.forEach((value, index) => {
    const key = made.free[index];
    if (key !== undefined && value.kind !== "absent") inputs.set(key, valueText(value, scope));
  });
  const at = picked<string>(places[made.package], place);
  if (made.place !== undefined && at !== undefined && place % 2 === 1) inputs.set(made.place, JSON.stringify(at));
  return `{ ${[...inputs].map(([key, text]) => `${key}: ${text}`).join(", ")} }`;
}

function moverInputs(
  { from, to, place, dataClass }: Extract<DeclarationModel, { kind: "mover" }>,
  mover: Mover,
  scope: Scope,
): string {
  const at = JSON.stringify(picked<string>(places[mover.package], place) ?? "");
  const inputs = Object.entries(mover.inputs(endText(from, scope), endText(to, scope), at));
  if (mover.label !== undefined && dataClass !== undefined) {
    inputs.push([mover.label, `{ "data-class": ${JSON.stringify(dataClass)} }`]);
  }
  return `{ ${inputs.map(([key, text]) => `${key}: ${text}`).join(", ")} }`;
}

export function className({ module, package: packageName }: ResourceClass): string {
  return `${packageName}${module?.name ?? ""}`;
}
