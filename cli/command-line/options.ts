import { formats, type Format } from "../outputs";

/** An option as the help tells it and as it may be given. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly describe: string;
  readonly defaultDescription?: string;
  /** One letter. */
  readonly alias?: string;
  /** All that it may be, where that is a few words. */
  readonly values?: readonly string[];
  /** True when it may be given several times. */
  readonly repeatable?: true;
}

const string = { type: "string" } as const;
const strings = { type: "string", repeatable: true } as const;
const flag = { type: "boolean" } as const;

/** What to preview. */
export const program = {
  program: { ...string, describe: "folder that holds Pulumi.yaml", defaultDescription: "the current folder" },
  stack: {
    ...strings,
    describe: "stack to preview; repeatable",
    defaultDescription: "every stack with a stack file",
  },
} as const;

/** What a preview takes from outside the program. */
export const surroundings = {
  assume: { ...strings, describe: "fact that nothing states, such as aws:region=us-east-1; repeatable" },
  invokes: { ...string, describe: "JSON or YAML file of invoke results by token" },
  timeout: { ...string, describe: "seconds that each program may take", defaultDescription: "120" },
} as const;

/** What to judge by. */
export const judge = {
  mandate: { ...string, describe: "mandate to judge by", defaultDescription: "mandate.yaml beside Pulumi.yaml" },
  trust: {
    ...string,
    describe: "git revision that mandate, waivers and baseline are taken from, such as origin/main",
    defaultDescription: "the working tree",
  },
  date: { ...string, describe: "day to judge, YYYY-MM-DD", defaultDescription: "today, UTC" },
} as const;

/** Deployed state instead of a preview. */
export const states = {
  state: {
    ...strings,
    describe: "exported state, checkpoint, preview JSON or event log to judge instead of programs; repeatable",
  },
  whole: { ...flag, describe: "the files are every stack there is: judge what needs all of them" },
} as const;

export const looks = {
  quiet: { ...flag, describe: "no progress on standard error" },
  "no-color": { ...flag, describe: "no colors; NO_COLOR in the environment does the same" },
} as const;

/** Waivers are read and written in the working tree alone. */
export const here = {
  program: program.program,
  mandate: { ...judge.mandate, describe: "mandate whose waivers they are: waivers.yaml beside it" },
  date: judge.date,
} as const;

/** The option `-o` of a command. */
export const output = (allowed: readonly Format[] = formats) =>
  ({
    ...strings,
    alias: "o",
    describe: `FORMAT or FORMAT=FILE; repeatable; formats: ${allowed.join(", ")}`,
    defaultDescription: "text",
  }) as const;
