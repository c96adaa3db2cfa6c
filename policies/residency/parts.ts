import { containerInputs, type ClassContext } from "./classify";
import type { TypeRow } from "./catalog";
import type { Resource } from "./estate";
import { areOfOneService, referred } from "./references";
import type { Cause } from "./values";

/** What a resource's content is a part of: an object's bucket, a table's database; a compartment only groups. */
export type Container =
  { readonly kind: "store"; readonly resource: Resource } | { readonly kind: "unseen"; readonly cause: Cause };

export function containersOf(resource: Resource, row: TypeRow, context: ClassContext): Container[] {
  const all = containerInputs(row, context.catalog).filter(({ holdsParts }) => holdsParts);
  return all.flatMap(({ paths, isOfService }) =>
    paths.flatMap((path) =>
      referred(resource, path, context).flatMap((target): Container[] => {
        if (target.kind !== "resource") {
          const { reading } = target;
          return [{ kind: "unseen", cause: reading.kind === "unknown" ? reading.cause : "not-seen" }];
        }
        const { resource: container } = target;
        if (isOfService && !areOfOneService(container.type, resource.type)) return [];
        if (container.kind !== "managed") return [{ kind: "unseen", cause: "not-seen" }];
        const isStore = context.catalog.find(container.type)?.role === "store";
        return isStore && container !== resource ? [{ kind: "store", resource: container }] : [];
      }),
    ),
  );
}
