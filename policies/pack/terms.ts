import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { RunError } from "@pulumi/pulumi";
import { loadCatalog } from "../residency/catalog";
import { loadMovements } from "../residency/movements";
import { builtInMandate, parseMandate, type Mandate } from "../residency/mandate";
import type { Terms } from "../rules/rule";

const mandateName = "mandate.yaml";

/** What the pack judges by, all of it read once: the mandate beside the bundle, the tables, and today's date in UTC. */
export function loadTerms(folder: string): Terms {
  return {
    mandate: loadMandate(folder),
    date: new Date().toISOString().slice(0, 10),
    catalog: loadCatalog(),
    movements: loadMovements(),
  };
}

/**
 * The mandate of the project that the pack was built in, else the built-in one.
 * @throws RunError, which Pulumi shows without a stack, with every error of the file
 */
export function loadMandate(folder: string): Mandate {
  const file = path.join(folder, mandateName);
  if (!existsSync(file)) return builtInMandate();
  const result = parseMandate(readFileSync(file, "utf8"), mandateName);
  if (!("errors" in result)) return result.mandate;
  const shown = path.relative(process.cwd(), file).split(path.sep).join("/");
  const errors = result.errors.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`);
  throw new RunError(["the pack's mandate is not valid; mend the project's and build again", ...errors].join("\n"));
}
