import { exitCodes } from "../../cli/exit-codes";
import { stateside } from "./run";

const table = Object.values(exitCodes).map(({ code, meaning }) => [code, meaning]);

describe("the exit codes", () => {
  it("are these and no others", () => {
    expect(Object.fromEntries(Object.entries(exitCodes).map(([name, { code }]) => [name, code]))).toEqual({
      clean: 0,
      refused: 1,
      usage: 2,
      program: 3,
      undecided: 4,
      internal: 70,
      interrupted: 130,
      terminated: 143,
    });
  });

  it.each([[["--help"]], [["check", "--help"]], [["explain", "--help"]]])(
    "are all in the help text, and nothing else is (%j)",
    async (args) => {
      const { stdout } = await stateside(args);
      const listed = stdout.slice(stdout.indexOf("Exit codes:")).trimEnd().split("\n").slice(1);
      expect(listed.map((line) => [Number(line.slice(0, 5)), line.slice(7)])).toEqual(table);
    },
  );
});
