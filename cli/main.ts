import type { CommandName } from "./command-line/commands";
import type { AnyGiven, Given } from "./command-line/given";
import { owed } from "./command-line/owed";
import { parseArguments } from "./command-line/parse";
import { asking } from "./completion/typed";
import { exitCodes, type Ending } from "./exit-codes";
import { escapeText } from "../policies/residency/terminal-safe";
import { print, type Io } from "./standard-streams";
import { Undone } from "./undone";
import { UnreadableError } from "./unreadable-error";
import { UsageError } from "./usage-error";
import { WriteError } from "./write-error";

const widestHelp = 100;
/** Milliseconds that a command has to end by itself when it is interrupted: a work tree of git's is to be removed. */
const longestFarewell = 10_000;
/** Characters of an error's message that are shown; it may hold names and paths of anyone's choice. */
const messageLimit = 1000;

/** A command, loaded when it is asked for: help and errors of usage don't wait for the engine. */
type Commands = {
  readonly [Name in CommandName]: () => Promise<(given: Given<Name>, io: Io) => Promise<Ending>>;
};

const commands: Commands = {
  check: async () => (await import("./commands/check.js")).check,
  audit: async () => (await import("./commands/audit.js")).audit,
  inventory: async () => (await import("./commands/inventory.js")).inventory,
  diff: async () => (await import("./commands/diff.js")).diff,
  explain: async () => (await import("./commands/explain.js")).explain,
  baseline: async () => (await import("./commands/baseline.js")).baseline,
  "waivers lint": async () => (await import("./commands/waivers-lint.js")).lintWaivers,
  "waivers list": async () => (await import("./commands/waivers-list.js")).listWaivers,
  "waivers new": async () => (await import("./commands/waivers-new.js")).newWaiver,
  "waivers prune": async () => (await import("./commands/waivers-prune.js")).pruneWaivers,
  report: async () => (await import("./commands/report.js")).report,
  types: async () => (await import("./commands/types.js")).types,
  regions: async () => (await import("./commands/regions.js")).regions,
  doctor: async () => (await import("./commands/doctor.js")).doctor,
  completion: async () => (await import("./commands/completion.js")).completion,
};

async function run(args: readonly string[], io: Io): Promise<Ending> {
  if (args[0] === asking) {
    await (await import("./completion/answer.js")).answerShell(args.slice(1), io);
    return "clean";
  }
  const request = parseArguments(args, Math.min(io.stdout.isTTY ? io.stdout.columns : 80, widestHelp));
  if (request.kind !== "command") {
    await print(io.stdout, `${request.text}\n`);
    return "clean";
  }
  // SAFETY: what was given was read by the options of the command of that name.
  for (const what of owed(request, io.cwd)) io.undone.owe("written", what);
  const command = (await commands[request.name]()) as (given: AnyGiven, io: Io) => Promise<Ending>;
  return command(request.given, io);
}

async function tellError(error: unknown, io: Io): Promise<Ending> {
  if (error instanceof UsageError) {
    const hint = error.hint === undefined ? [] : [`see \`${error.hint}\``];
    await print(
      io.stderr,
      [...error.messages.map((message) => `error: ${escapeText(message, messageLimit)}`), ...hint, ""].join("\n"),
    );
    return "usage";
  }
  if (error instanceof UnreadableError) {
    await print(io.stderr, error.messages.map((message) => `error: ${escapeText(message, messageLimit)}\n`).join(""));
    return "program";
  }
  if (error instanceof WriteError) {
    await print(io.stderr, `error: ${escapeText(error.message, messageLimit)}\n`);
    return "internal";
  }
  await print(io.stderr, internalError(error, io));
  return "internal";
}

function internalError(error: unknown, { environment }: Io): string {
  const [message = ""] = String(error instanceof Error ? error.message : error).split("\n");
  const stack = String(error instanceof Error ? error.stack : error).split("\n");
  const report = "this is a fault of stateside: please report it with the output of STATESIDE_DEBUG=1";
  return environment["STATESIDE_DEBUG"] === "1"
    ? stack.map((line) => `${escapeText(line, messageLimit)}\n`).join("")
    : `internal error: ${escapeText(message, messageLimit)}\n  ${report}\n`;
}

function end(ending: Ending): never {
  process.exit(exitCodes[ending].code);
}

type Interruption = Extract<Ending, "interrupted" | "terminated">;

/** Programs that run are ended with this process. */
function tellInterrupted(ending: Interruption, { stderr, undone }: Io): void {
  stderr.write(`${ending}${undone.toString()}\n`);
}

/**
 * Ends as the signal itself would, which is the same exit code to a shell: an ordinary exit waits for reads that are under way,
 * and of a pipe that nobody writes to there may be one for ever.
 */
function endAtOnce(ending: Interruption, io: Io): void {
  tellInterrupted(ending, io);
  process.emit("exit", exitCodes[ending].code);
  const signal = ending === "interrupted" ? "SIGINT" : "SIGTERM";
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function start() {
  const interruption = new AbortController();
  const io: Io = {
    cwd: process.cwd(),
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
    undone: new Undone(),
  };
  let ending: Interruption | undefined;
  const interrupt = (as: Interruption) => {
    // Who asks twice doesn't want to wait.
    if (ending !== undefined) {
      endAtOnce(as, io);
      return;
    }
    ending = as;
    interruption.abort();
    // What doesn't listen, such as a read of a pipe that nobody writes to, is not waited for.
    setTimeout(endAtOnce, longestFarewell, as, io);
  };
  process.on("SIGINT", () => {
    interrupt("interrupted");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupt("terminated");
    });
  }
  // A file that grows beyond what `ulimit -f` allows is an error of its write, not the process's end.
  process.on("SIGXFSZ", () => undefined);
  // A write tells its own error; without a listener, the stream's would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => {
    void tellError(error, io).then(end);
  });
  run(process.argv.slice(2), io)
    .catch((error: unknown) => ending ?? tellError(error, io))
    .then((done) => {
      if (ending !== undefined) tellInterrupted(ending, io);
      end(ending ?? done);
    })
    .catch(() => {
      end("internal");
    });
}

start();
