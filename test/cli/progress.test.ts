import { startProgress } from "../../cli/progress";

function stream(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  // SAFETY: the progress view writes text only, and waits for nothing.
  return { written, stream: { isTTY, columns: 60, write } as unknown as NodeJS.WriteStream };
}

describe("progress", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each([
    ["in a pipe", false, {}],
    ["in CI", true, { CI: "true" }],
    ["on a terminal that can't move its cursor", true, { TERM: "dumb" }],
  ])("is plain lines %s", (_, isTTY, environment) => {
    const { written, stream: stderr } = stream(isTTY);
    const view = startProgress(stderr, false, environment);
    view.show({ stack: "primary", state: "started" });
    view.show({ stack: "bad\u001b[2J\n", state: "started" });
    view.show({ stack: "primary", state: "previewed" });
    view.show({ stack: "backup", state: "failed" });
    view.stop();
    expect(written.join("")).toBe(
      "primary: previewing\nbad\\x1b[2J\\n: previewing\nprimary: previewed\nbackup: failed\n",
    );
  });

  it("is a spinner on a terminal, which leaves nothing", () => {
    const { written, stream: stderr } = stream(true);
    const view = startProgress(stderr, false, {});
    view.show({ stack: "primary", state: "started" });
    view.show({ stack: "backup", state: "started" });
    view.show({ stack: "backup", state: "previewed" });
    jest.advanceTimersByTime(1000);
    expect(written.at(-1)).toMatch(/^\r\u001b\[2K. previewing primary · 1 done$/u);
    view.stop();
    expect(written.at(-1)).toBe("\r\u001b[2K");
    const count = written.length;
    jest.advanceTimersByTime(1000);
    expect(written).toHaveLength(count);
  });

  it("fits on one line", () => {
    const { written, stream: stderr } = stream(true);
    const view = startProgress(stderr, false, {});
    for (let index = 0; index < 20; index++) view.show({ stack: `stack-${index}`, state: "started" });
    expect(Math.max(...written.map((text) => text.length - "\r\u001b[2K".length))).toBeLessThan(60);
    view.stop();
  });

  it("is nothing when quiet", () => {
    const { written, stream: stderr } = stream(true);
    const view = startProgress(stderr, true, {});
    view.show({ stack: "primary", state: "started" });
    view.stop();
    expect(written).toEqual([]);
  });
});
