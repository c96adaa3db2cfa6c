import path from "node:path";
import yargs from "yargs";
import type { Given } from "../command-line/given";
import { shells } from "../completion/candidates";
import type { Ending } from "../exit-codes";
import { escapeText } from "../../policies/residency/terminal-safe";
import { print, type Io } from "../standard-streams";
import { UsageError } from "../usage-error";

/**
 * Prints the script by which a shell asks what may come next.
 * @throws UsageError, WriteError
 */
export async function completion({ words: [given] }: Given<"completion">, io: Io): Promise<Ending> {
  const name = given ?? path.basename(io.environment["SHELL"] ?? "");
  const shell = shells.find((one) => one === name);
  if (shell === undefined) {
    const what = given === undefined ? "the shell isn't known from SHELL" : `unknown shell \`${escapeText(name)}\``;
    throw new UsageError([`${what}; use ${shells.join(" or ")}`], "stateside completion --help");
  }
  await print(io.stdout, `${scriptFor(shell)}\n`);
  return "clean";
}

function scriptFor(shell: (typeof shells)[number]): string {
  // The variables by which yargs finds out which shell it writes for, and no parameter does.
  process.env["SHELL"] = shell;
  delete process.env["ZSH_NAME"];
  let script = "";
  yargs()
    .scriptName("stateside")
    .exitProcess(false)
    .completion("completion", `prints a script for ${shell}`)
    .parseSync(["completion"], {}, (_error, _parsed, output) => {
      script = output;
    });
  return script;
}
