import type { SourcePosition } from "./estate";
import type { Exception, Mandate } from "./mandate";
import type { Waiver } from "./waivers";

/** A dated statement that lets something pass: a waiver lets one finding, an exception of the mandate a center. */
export type Exemption = {
  /** As a sentence begins with it. */
  readonly what: string;
  /** The stack that it is for; of a waiver, a glob. */
  readonly stack: string;
  readonly position: SourcePosition;
} & (
  | { readonly kind: "waiver"; readonly approved: Waiver }
  | { readonly kind: "exception"; readonly approved: Exception; readonly center: string }
);

/** Every exemption, those of the mandate first. */
export function exemptionsOf(mandate: Pick<Mandate, "centers" | "source">, waivers: readonly Waiver[]): Exemption[] {
  const exceptions = mandate.centers.flatMap(({ name: center, stack, exception }): Exemption[] => {
    if (exception === undefined) return [];
    const position = { file: mandate.source, ...exception.position };
    return [
      {
        kind: "exception",
        what: `the exception of center \`${center}\``,
        stack,
        position,
        approved: exception,
        center,
      },
    ];
  });
  return [...exceptions, ...waivers.map(exemption)];
}

function exemption(waiver: Waiver): Exemption {
  const { finding, stack, position } = waiver;
  const what = `the waiver of finding ${finding} for stack \`${stack}\``;
  return { kind: "waiver", what, stack, position, approved: waiver };
}
