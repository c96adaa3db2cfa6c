import { parseArguments } from "./arguments";
import { exitCodes, type Ending } from "./exit-codes";
import { WriteError } from "./outputs";
import { escapeText } from "../policies/residency/terminal-safe";
import { print, type Io } from "./standard-streams";
import { UsageError } from "./usage-error";

const widestHelp = 100;
/** Characters of an error's message that are shown; it may hold names and paths of anyone's choice. */
const messageLimit = 1000;

async function run(args: readonly string[], io: Io): Promise<Ending> {
  const request = parseArguments(args, Math.min(io.stdout.isTTY ? io.stdout.columns : 80, widestHelp));
  switch (request.kind) {
    case "help":
    case "version":
      await print(io.stdout, `${request.text}\n`);
      return "clean";
    case "check": {
      // Loaded only now: help and errors of usage don't wait for the engine.
      const { check } = await import("./commands/check.js");
      return check(request.given, io);
    }
    case "explain": {
      const { explain } = await import("./commands/explain.js");
      return explain(request.given, io);
    }
    case "waivers lint": {
      const { lintWaivers } = await import("./commands/waivers-lint.js");
      return lintWaivers(request.given, io);
    }
    case "waivers list": {
      const { listWaivers } = await import("./commands/waivers-list.js");
      return listWaivers(request.given, io);
    }
    case "waivers new": {
      const { newWaiver } = await import("./commands/waivers-new.js");
      return newWaiver(request.given, io);
    }
    case "waivers prune": {
      const { pruneWaivers } = await import("./commands/waivers-prune.js");
      return pruneWaivers(request.given, io);
    }
    case "types": {
      const { types } = await import("./commands/types.js");
      return types(request.given, io);
    }
    case "regions": {
      const { regions } = await import("./commands/regions.js");
      return regions(request.given, io);
    }
  }
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
  if (error instanceof WriteError) {
    await print(io.stderr, `error: ${escapeText(error.message, messageLimit)}\n`);
    return "internal";
  }
  await print(io.stderr, internalError(error, io));
  return "internal";
}

function internalError(error: unknown, { environment }: Io): string {
  const [message = ""] = String(error instanceof Error ? error.message : error).split("\n");
  const stack = error instanceof Error ? `${error.stack ?? ""}\n` : "";
  const report = "this is a fault of stateside: please report it with the output of STATESIDE_DEBUG=1";
  return environment["STATESIDE_DEBUG"] === "1"
    ? stack
    : `internal error: ${escapeText(message, messageLimit)}\n  ${report}\n`;
}

function end(ending: Ending): never {
  process.exit(exitCodes[ending].code);
}

function start() {
  const interruption = new AbortController();
  const io: Io = {
    cwd: process.cwd(),
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
  };
  let ending: Ending | undefined;
  const interrupt = (as: Ending) => {
    // Who asks twice doesn't want to wait.
    if (ending !== undefined) end(as);
    ending = as;
    interruption.abort();
  };
  process.on("SIGINT", () => {
    interrupt("interrupted");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupt("terminated");
    });
  }
  // A write tells its own error; without a listener, the stream's would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => {
    void tellError(error, io).then(end);
  });
  run(process.argv.slice(2), io)
    .catch((error: unknown) => (interruption.signal.aborted ? "interrupted" : tellError(error, io)))
    .then((done) => {
      end(ending ?? done);
    })
    .catch(() => {
      end("internal");
    });
}

start();
