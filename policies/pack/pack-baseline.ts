import path from "node:path";
import { noBaseline, parseBaseline, type Baseline } from "../residency/baseline";
import { faultsIn, readText } from "./pack-fault";
import { isThere } from "./pack-mandate";

/**
 * The baseline that stands beside the mandate; an empty one where there is no file, or the mandate is in no folder.
 *
 * @throws PackFault with every error of the file
 */
export function loadBaseline(folder: string | undefined): Baseline {
  if (folder === undefined) return noBaseline;
  const file = path.join(folder, "baseline.json");
  if (!isThere(file)) return noBaseline;
  const result = parseBaseline(readText(file, "the baseline beside the mandate,"));
  if ("errors" in result) throw faultsIn(file, result.errors);
  return result.baseline;
}
