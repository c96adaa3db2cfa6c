import type { Estate, SourcePosition } from "../../policies/residency/estate";
import type { OutputMode } from "./program-outputs";
import type { Values } from "../../policies/residency/values";

/** What to preview, and everything from outside that the preview may depend on. */
export interface PreviewOptions {
  /** The folder that holds Pulumi.yaml. */
  readonly directory: string;
  /** Names of stacks; empty: every stack that has a configuration file. */
  readonly stacks: readonly string[];
  /** For each program, in seconds. */
  readonly timeout: number;
  /** The caller's environment; region variables reach the program, credentials don't. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Facts that nothing states, such as `aws:region` → `us-east-1`. */
  readonly assume: ReadonlyMap<string, string>;
  /** Answers to invokes by token, over the built-in ones. */
  readonly invokes: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Absolute path of the mandate that judges, for programs that read their phase from it. */
  readonly mandateFile?: string;
  /** What programs get for outputs that aren't known yet; `symbolic` when not given. */
  readonly outputs?: OutputMode;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly stack: string;
  readonly state: "started" | "previewed" | "failed";
}

/** A stack that could not be previewed. */
export interface Failure {
  /** `configuration`: the caller can mend it without touching the program (exit code 2); `program`: it failed (3). */
  readonly kind: "configuration" | "program";
  readonly stack?: string;
  /** What went wrong, the value and what is allowed: one or a few lines, without a stack of ours. */
  readonly message: string;
  /** Relative to the program's folder. */
  readonly source?: SourcePosition;
}

export type Preview =
  | {
      readonly kind: "previewed";
      readonly estate: Estate;
      /** Stack name → what the program exports. */
      readonly outputs: ReadonlyMap<string, Values>;
      /** Assumptions that some provider needed, as they were written. */
      readonly usedAssumptions: readonly string[];
      /** Stacks whose programs failed on placeholders, and ran once more without: less is known of their outputs. */
      readonly plainStacks: readonly string[];
    }
  | { readonly kind: "failed"; readonly failures: readonly Failure[] };
