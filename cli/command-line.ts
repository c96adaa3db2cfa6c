import type { Options } from "yargs";
import { formats } from "./outputs";

/** What `check` and `explain` share, as it was written; nothing is parsed yet. */
export interface JudgeArguments {
  readonly program: string | undefined;
  readonly stack: readonly string[];
  readonly mandate: string | undefined;
  readonly date: string | undefined;
  readonly assume: readonly string[];
  readonly invokes: string | undefined;
  readonly timeout: string | undefined;
  readonly quiet: boolean;
  readonly noColor: boolean;
}

export interface CheckArguments extends JudgeArguments {
  readonly output: readonly string[];
}

export interface ExplainArguments extends JudgeArguments {
  readonly finding: string;
}

/** What a command that looks something up is asked for. */
export interface LookUpArguments {
  readonly names: readonly string[];
}

/** What the command line asks for. */
export type Request =
  | { readonly kind: "help" | "version"; readonly text: string }
  | { readonly kind: "check"; readonly given: CheckArguments }
  | { readonly kind: "explain"; readonly given: ExplainArguments }
  | { readonly kind: "types" | "regions"; readonly given: LookUpArguments };

export type CommandName = Exclude<Request["kind"], "help" | "version">;

interface Command {
  /** A line for the list of commands. */
  readonly describe: string;
  /** What its own help begins with. */
  readonly purpose: string;
  readonly options: Readonly<Record<string, Options>>;
  /** Words that it takes besides options; absent: none. */
  readonly words?: {
    readonly name: string;
    readonly example: string;
    readonly areRequired: boolean;
    /** True when it takes no second one. */
    readonly isOne?: boolean;
  };
  readonly examples: readonly (readonly [command: string, does: string])[];
}

const string = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** What to preview, and what to judge it by. */
const preview = {
  program: { ...string, describe: "folder that holds Pulumi.yaml", defaultDescription: "the current folder" },
  stack: {
    ...string,
    describe: "stack to preview; repeatable",
    defaultDescription: "every stack with a stack file",
  },
  mandate: { ...string, describe: "mandate to judge by", defaultDescription: "mandate.yaml beside Pulumi.yaml" },
  date: { ...string, describe: "day to judge, YYYY-MM-DD", defaultDescription: "today, UTC" },
  assume: { ...string, describe: "fact that nothing states, such as aws:region=us-east-1; repeatable" },
  invokes: { ...string, describe: "JSON or YAML file of invoke results by token" },
  timeout: { ...string, describe: "seconds that each program may take", defaultDescription: "120" },
} as const;

const looks = {
  quiet: { ...flag, describe: "no progress on standard error" },
  "no-color": { ...flag, describe: "no colors; NO_COLOR in the environment does the same" },
} as const;

/** Every command, in the order of the help. */
export const commands: Readonly<Record<CommandName, Command>> = {
  check: {
    describe: "preview programs and judge where their data is",
    purpose: "Previews Pulumi programs without a cloud account, plugin or Pulumi CLI, and judges the estate.",
    options: {
      ...preview,
      output: {
        ...string,
        alias: "o",
        describe: `FORMAT or FORMAT=FILE; repeatable; formats: ${formats.join(", ")}`,
        defaultDescription: "text",
      },
      ...looks,
    },
    examples: [
      ["stateside check", "every stack of the program in this folder"],
      ["stateside check --stack primary --stack backup-virginia", "two stacks as one estate"],
      ["stateside check --program infra -o text -o json=result.json", "a text report, and a JSON one in a file"],
      ["stateside check --assume aws:region=us-east-1", "a region that only a profile would state"],
    ],
  },
  explain: {
    describe: "tell how one finding comes about, and where it could be cut",
    purpose:
      "Judges as check does, and tells of one finding how its data gets there, hop by hop, and every single thing to " +
      "take out that makes it go away. FINDING is how its id begins, 4 to 16 hex digits, as a report of check shows it. " +
      "Give the options that check was given. Ends with 0 when it could explain, whatever the verdict.",
    options: { ...preview, ...looks },
    words: { name: "FINDING", example: "7f3a91c2", areRequired: true, isOne: true },
    examples: [
      ["stateside explain 7f3a91c2", "the finding of that id, in every stack that has it"],
      ["stateside explain 7f3a91c2 --program infra --stack primary", "of another program, one stack alone"],
    ],
  },
  types: {
    describe: "tell how resource types are classed, placed and move data",
    purpose: "Tells what the catalog knows of resource types: role, place, label, and every way each moves data.",
    options: {},
    words: { name: "TYPE", example: "aws:s3/bucket:Bucket", areRequired: true },
    examples: [["stateside types oci:ObjectStorage/bucket:Bucket", "what a bucket is to the rules, and why"]],
  },
  regions: {
    describe: "tell where regions, zones and multi-regions are",
    purpose:
      "Tells where a region, zone or multi-region is, by any of its names, and who says so. Without a name: all.",
    options: {},
    words: { name: "NAME", example: "us-east-1", areRequired: false },
    examples: [
      ["stateside regions iad nam14", "Oracle's Ashburn, and a multi-region that reaches Canada"],
      ["stateside regions", "every region and multi-region by cloud, with its countries"],
    ],
  },
};

export const commandNames = Object.keys(commands) as readonly CommandName[];
