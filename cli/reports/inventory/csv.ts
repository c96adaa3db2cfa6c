import { stringify } from "csv-stringify/sync";
import type { SourcePosition } from "../../../policies/residency/estate";
import { escapeText } from "../../../policies/residency/terminal-safe";
import { nameIn } from "../../../policies/residency/urns";
import type { Inventory } from "./inventory";
import { copyText } from "./words";

/** Spreadsheets take no longer texts. */
const cellLimit = 32_000;

/** The columns, in their order; docs/formats.md says what each holds. */
export const inventoryColumns = [
  ...["record", "project", "stack", "type", "name", "holds", "class", "class_by", "places"],
  ...["key", "key_names", "key_places", "key_inputs", "key_cause", "copies", "phase", "file", "line", "column", "urn"],
] as const;

type Row = Readonly<Partial<Record<(typeof inventoryColumns)[number], string | number | null>>>;

/**
 * A row for each holder, then one for each resource that isn't known to hold data, then one for each gap. As RFC 4180 has it;
 * a text that a spreadsheet would take for a formula has an apostrophe before it.
 */
export function renderInventoryCsv({ holders, notKnown, gaps }: Inventory): string {
  const rows: Row[] = [
    ...holders.map((holder): Row => {
      const { project, stack, type, name, urn, holds, why, places, key, copies, phase, source } = holder;
      return {
        ...{ record: "holder", project, stack, type, name, urn, holds, class: holder.class, class_by: why },
        ...{ places: listed(places), key: key.kind, key_cause: key.cause },
        key_names: listed(key.keys.flatMap((one) => (one.urn === null ? [] : [nameIn(one.urn)]))),
        key_places: listed(key.keys.flatMap((one) => one.places)),
        key_inputs: listed(key.keys.map(({ by, property }) => (by === urn ? property : `${nameIn(by)}: ${property}`))),
        ...{
          copies: listed(copies.map((copy) => `${copyText(copy)} (${copy.kind}, ${copy.certainty})`)),
          phase,
          ...position(source),
        },
      };
    }),
    ...notKnown.map(({ project, stack, type, name, urn, source }): Row => ({
      ...{ record: "not known", project, stack, type, name, urn, ...position(source) },
    })),
    ...gaps.map(({ stack, kind, what, urn, source }): Row => ({
      ...{ record: "not seen", stack, type: kind, name: what, urn, ...position(source) },
    })),
  ];
  return stringify(rows.map(escaped), {
    ...{ header: true, columns: [...inventoryColumns], record_delimiter: "\r\n", escape_formulas: true },
  });
}

function listed(values: readonly string[]): string {
  return values.join(" | ");
}

function position(source: SourcePosition | null): Row {
  return source ?? {};
}

/** One line each, and nothing that a terminal acts on. */
function escaped(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === "string" ? escapeText(value, cellLimit) : value,
    ]),
  );
}
