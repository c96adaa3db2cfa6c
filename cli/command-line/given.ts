import type { CommandName, commands } from "./commands";

/** `no-color` → `noColor`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type ValueOf<One> = One extends { readonly type: "boolean" }
  ? boolean
  : One extends { readonly repeatable: true }
    ? readonly string[]
    : string | undefined;

type OptionsOf<Name extends CommandName> = (typeof commands)[Name]["options"];

/** What a command was given, as it was written: nothing is parsed yet. Options have the names of the table, in camel case. */
export type Given<Name extends CommandName> = {
  readonly [Key in keyof OptionsOf<Name> & string as Camel<Key>]: ValueOf<OptionsOf<Name>[Key]>;
} & {
  /** What stood behind the command's name. */
  readonly words: readonly string[];
};

/** The options that say what is judged and by what; a command may lack some of them. */
export interface JudgeArguments {
  readonly program?: string | undefined;
  readonly stack?: readonly string[];
  readonly state?: readonly string[];
  readonly whole?: boolean;
  readonly mandate?: string | undefined;
  readonly trust?: string | undefined;
  readonly date?: string | undefined;
  readonly assume?: readonly string[];
  readonly invokes?: string | undefined;
  readonly timeout?: string | undefined;
  readonly quiet?: boolean;
  readonly noColor?: boolean;
}

/** What the command line asks for. */
export type Request =
  | { readonly kind: "help" | "version"; readonly text: string }
  | { readonly kind: "command"; readonly name: CommandName; readonly given: AnyGiven };

/** Options by name in camel case, none of them parsed. */
export type AnyGiven = Readonly<Record<string, boolean | string | readonly string[] | undefined>> & {
  readonly words: readonly string[];
};

/** The name of an option as a property. */
export function propertyOf(option: string): string {
  return option.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
