import { Unmet, type Enclave } from "./reading";

/** Something that holds for the enclave as a whole. */
export interface Invariant {
  /** For what holds, like a rule's. */
  readonly name: string;
  readonly says: string;
  /** What doesn't hold. */
  readonly problems: (enclave: Enclave) => Iterable<string>;
}

/** What an invariant has to say; that it couldn't look is a problem, too. */
export function problemsOf(invariant: Invariant, enclave: Enclave): string[] {
  try {
    return [...invariant.problems(enclave)];
  } catch (error) {
    if (error instanceof Unmet) return [error.message];
    throw error;
  }
}
