import { isDeepStrictEqual } from "node:util";
import type { ResourceTransformationArgs } from "@pulumi/pulumi";
import { record } from "../recorder";
import type { Recorded, Seen } from "../recorder";

/** What a component declared of one resource, documents read; what isn't said of it is as usual. */
export type Shown = Readonly<Record<string, unknown>> &
  Partial<Pick<Recorded, "protect" | "after" | "deletedWith">> & { readonly retained?: true };

/**
 * What a component declares, by type and name, when every resource has the component for its parent.
 *
 * @param provider - that all of them are made by
 */
export async function shown(build: (seen: Seen) => unknown, provider: string): Promise<Record<string, Shown>> {
  const retained = new Set<string>();
  const watch = ({ type, name, opts }: ResourceTransformationArgs) => {
    if (opts.retainOnDelete === true) retained.add(`${type} ${name}`);
    return undefined;
  };
  const [component, ...children] = await record(({ transformations = [] }) =>
    build({ transformations: [...transformations, watch] }),
  );
  if (component === undefined) throw new Error("nothing was declared");
  const parent = `${component.type} ${component.name}`;
  const strangers = children.filter((child) => child.parent !== parent || child.provider !== provider);
  if (strangers.length > 0) throw new Error(`of another parent or provider: ${JSON.stringify(strangers)}`);
  const entries = children.map((child) => {
    const { type, name, inputs, protect, after, deletedWith } = child;
    const of = `${type} ${name}`;
    const more = {
      ...(protect && { protect }),
      ...(after.length > 0 && { after }),
      ...(deletedWith !== undefined && { deletedWith }),
      ...(retained.has(of) && { retained: true as const }),
    };
    return [of, { ...parsed(inputs), ...more }] as const;
  });
  return { [parent]: component.inputs, ...Object.fromEntries(entries) };
}

const documents = ["policy", "assumeRolePolicy", "policyDocument"];

/** Inputs with their documents read. */
export function parsed(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      documents.includes(key) && typeof value === "string" ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}

/** What is there now that wasn't, or was otherwise. */
export function changes<T>(usual: Readonly<Record<string, T>>, now: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(now).filter(([of, one]) => !isDeepStrictEqual(one, usual[of])));
}

/** What a document says. */
export const read = (document: string): unknown => JSON.parse(document);
