/** What doctor found on the machine and in the program's folder: plain data, which the checks judge. */
export interface Facts {
  /** `20.19.0` */
  readonly node: string;
  /** As Node names it: `linux`. */
  readonly platform: string;
  /** Bytes. */
  readonly memory: number;
  readonly temporary: { readonly folder: string; readonly problem?: string };
  readonly git: Tool;
  readonly pulumi: Tool;
  /** Names and values of variables that change what a run sees; never a secret's value. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  readonly program: ProgramFacts | Problem;
  readonly judging: JudgingFacts | Problem;
}

export type Tool =
  | { readonly kind: "found"; readonly version: string }
  | { readonly kind: "missing" }
  | { readonly kind: "broken"; readonly because: string };

/** What a run would end with. */
export interface Problem {
  readonly problems: readonly string[];
}

export interface ProgramFacts {
  readonly name: string;
  /** Relative to the project's folder; undefined where none is found. */
  readonly entry?: string;
  readonly entryProblem?: string;
  readonly packages: PackageFacts;
  readonly stacks: readonly StackFacts[];
  readonly stacksProblem?: string;
}

export interface PackageFacts {
  /** Why the manifest can't be read. */
  readonly problem?: string;
  /** Dependencies of the manifest that aren't installed. */
  readonly missing: readonly string[];
  /** Installed versions of `@pulumi/…` by name. */
  readonly pulumi: Readonly<Record<string, string>>;
}

export interface StackFacts {
  readonly name: string;
  /** Why its configuration can't be used. */
  readonly problem?: string;
  /** Keys whose values nobody here can decrypt. */
  readonly encrypted: readonly string[];
  /** True when the file imports environments whose values nobody sees here. */
  readonly importsEnvironment: boolean;
}

export interface JudgingFacts {
  /** Null for the built-in mandate. */
  readonly mandate: { readonly name: string; readonly source: string } | null;
  /** Null where there is no file. */
  readonly waivers: number | null;
  readonly baseline: number | null;
  /** Files that are named nearly as one that is read. */
  readonly misnamed: readonly { readonly file: string; readonly meant: string }[];
}

/** A thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `fault`: a run would fail; `note`: a run goes on, and may tell less, or something is worth to know. */
  readonly state: "ok" | "note" | "fault";
  readonly message: string;
  /** What to do. */
  readonly mend?: string;
}
