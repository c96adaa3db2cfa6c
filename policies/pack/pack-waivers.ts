import path from "node:path";
import { parseWaivers, type Waiver } from "../residency/waivers";
import { faultsIn, PackFault, readText, shownFile } from "./pack-fault";
import { isThere } from "./pack-mandate";

const waiversName = "waivers.yaml";
/** The name that it is easily given instead. */
const mistakenName = "waivers.yml";

/**
 * The waivers that stand beside the mandate; none where there is no file, or the mandate is in no folder.
 *
 * @throws PackFault with every error of the file
 */
export function loadWaivers(folder: string | undefined): readonly Waiver[] {
  if (folder === undefined) return [];
  const file = path.join(folder, waiversName);
  if (!isThere(file)) {
    const mistaken = path.join(folder, mistakenName);
    if (isThere(mistaken)) throw new PackFault([`\`${shownFile(mistaken)}\` is not read; name it ${waiversName}`]);
    return [];
  }
  const result = parseWaivers(readText(file, "the waivers beside the mandate,"), waiversName);
  if ("errors" in result) throw faultsIn(file, result.errors);
  return result.waivers;
}
