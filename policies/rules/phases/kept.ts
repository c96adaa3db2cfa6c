import type { TypeRow } from "../../residency/catalog";
import { placeText, placeWords } from "../../residency/holders";
import type { PlacedAt } from "../../residency/locate";
import type { Mandate } from "../../residency/mandate";
import { isAllowed } from "../../residency/permission";

/** What users gave, its copies, and what opens them: not the keys and logs that every center keeps for itself. */
const kept: ReadonlySet<string> = new Set(["content", "backup", "secrets"]);

/** True for stores of what the primary and its centers are there to keep. */
export function isKept({ holds }: TypeRow): boolean {
  return holds !== undefined && kept.has(holds);
}

/** Places as evidence shows them, each once. */
export function shownPlaces(places: readonly PlacedAt[], dataClass: string, mandate: Mandate): string[] {
  return [...new Set(places.map((placed) => placeText(placed, isAllowed(placed.place, dataClass, mandate))))];
}

/** The same within a sentence. */
export function placesInWords(places: readonly PlacedAt[], dataClass: string, mandate: Mandate): string {
  const words = places.map((placed) => placeWords(placed, isAllowed(placed.place, dataClass, mandate)));
  return [...new Set(words)].join(", ");
}
