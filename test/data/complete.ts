import type { Cloud } from "../../policies/residency/geography";

/** Clouds whose every type is judged. */
export const complete: readonly Cloud[] = ["oci", "aws"];
