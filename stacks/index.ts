import { getStack } from "@pulumi/pulumi";
import { ProgramError } from "../components/program-error";
import type * as BackupSingapore from "./backup-singapore";
import type * as BackupVirginia from "./backup-virginia";
import type * as Inspection from "./inspection";
import type * as Landing from "./landing";
import type * as LegacyGoogle from "./legacy-google";
import type * as Primary from "./primary";
import type * as Traffic from "./traffic";

/* eslint-disable @typescript-eslint/no-require-imports --
   A stack loads its own program only, and with it the SDK of its own cloud only. An `import()` would go past the loader
   that Pulumi.yaml names, which transpiles what is required. */
const programs: Readonly<Record<string, () => object>> = {
  landing: () => (require("./landing") as typeof Landing).landing(),
  inspection: () => (require("./inspection") as typeof Inspection).inspection(),
  primary: () => (require("./primary") as typeof Primary).primary(),
  traffic: () => (require("./traffic") as typeof Traffic).traffic(),
  "backup-virginia": () => (require("./backup-virginia") as typeof BackupVirginia).backupVirginia(),
  "backup-singapore": () => (require("./backup-singapore") as typeof BackupSingapore).backupSingapore(),
  "legacy-google": () => (require("./legacy-google") as typeof LegacyGoogle).legacyGoogle(),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** The stack's name selects its program; what that returns becomes the stack's outputs. */
function program(): object {
  const stack = getStack();
  const selected = Object.hasOwn(programs, stack) ? programs[stack] : undefined;
  if (selected !== undefined) return selected();
  const names = Object.keys(programs).map((name) => `\`${name}\``);
  throw new ProgramError(`unknown stack \`${stack}\`; a stack's name selects its program: use ${names.join(", ")}`);
}

export = program;
