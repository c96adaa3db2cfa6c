import { stanceOf } from "../phases";
import type { LiveCenter } from "../phases";

/** What a phase makes of a center's evidence: options of everything that has to be there as long as it is. */
export interface EvidencePlan {
  readonly protect: boolean;
  /** Whether it stays in the cloud when its stack no longer declares it. */
  readonly retainOnDelete: boolean;
}

/**
 * Evidence is never deleted by its stack. Both change one phase before the stack lets go of it: what Pulumi does to a
 * resource that a program no longer declares is what its last update said.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/retainondelete/
 */
export function planEvidence(center: LiveCenter): EvidencePlan {
  const ends = stanceOf(center).kind === "drains";
  return { protect: !ends, retainOnDelete: ends };
}
