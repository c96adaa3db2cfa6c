import type { Progress } from "../doors/program/preview";
import { escapeText } from "../policies/residency/terminal-safe";

/** Tells on standard error what is going on. */
export interface ProgressView {
  readonly show: (progress: Progress) => void;
  /** Must be called before anything else is written. */
  readonly stop: () => void;
}

type Stream = Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write">;

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMilliseconds = 80;
const clearLine = "\r\u001b[2K";

/** A spinner on a terminal, plain lines elsewhere and in CI, nothing when quiet. */
export function startProgress(
  stream: Stream,
  quiet: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): ProgressView {
  if (quiet) return { show: () => undefined, stop: () => undefined };
  const terminal = stream.isTTY && environment["TERM"] !== "dumb" && (environment["CI"] ?? "") === "";
  return terminal ? spinner(stream) : lines(stream);
}

function lines(stream: Stream): ProgressView {
  const words: Record<Progress["state"], string> = { started: "previewing", previewed: "previewed", failed: "failed" };
  return {
    show: ({ stack, state }) => stream.write(`${escapeText(stack)}: ${words[state]}\n`),
    stop: () => undefined,
  };
}

function spinner(stream: Stream): ProgressView {
  const running = new Set<string>();
  let done = 0;
  let frame = 0;
  const draw = () => {
    const names =
      running.size === 0
        ? done > 0
          ? "judging"
          : "starting"
        : `previewing ${[...running].map((name) => escapeText(name)).join(", ")}`;
    const text = `${names}${done > 0 ? ` · ${done} done` : ""}`;
    frame = (frame + 1) % frames.length;
    // A line that wraps couldn't be cleared.
    stream.write(`${clearLine}${frames[frame] ?? ""} ${text.slice(0, Math.max(10, stream.columns - 4))}`);
  };
  draw();
  const timer = setInterval(draw, frameMilliseconds);
  timer.unref();
  return {
    show: ({ stack, state }) => {
      if (state === "started") running.add(stack);
      else if (running.delete(stack)) done += 1;
      draw();
    },
    stop: () => {
      clearInterval(timer);
      stream.write(clearLine);
    },
  };
}
