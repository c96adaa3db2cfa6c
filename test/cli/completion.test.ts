import { candidates, type Sources } from "../../cli/completion/candidates";
import { typedOf } from "../../cli/completion/typed";

const asked: (string | undefined)[] = [];
const sources: Sources = {
  stacks: (program) => {
    asked.push(program);
    return ["backup", "primary"];
  },
  types: () => ["aws:s3/bucket:Bucket", "oci:ObjectStorage/bucket:Bucket"],
  places: () => [
    { cloud: "aws", name: "us-east-1" },
    { cloud: "gcp", name: "us-east4" },
  ],
};
const complete = (...words: string[]) => candidates(typedOf(["stateside", ...words]), sources);

describe("what may come next", () => {
  it.each<[string, string[], string[]]>([
    ["a command", ["wai"], ["waivers"]],
    ["the second word of a command", ["waivers", "l"], ["lint", "list"]],
    ["an option", ["check", "--sta"], ["--stack"]],
    ["an option that the command has", ["report", "--"], ["--program", "--output", "--no-color", "--help"]],
    ["an option that may be repeated", ["check", "--stack", "primary", "--sta"], ["--stack"]],
    ["a format of the command", ["diff", "-o", "m"], ["markdown"]],
    ["a format by the option's long name", ["check", "--output", "sa"], ["sarif"]],
    ["a word that an option may be", ["diff", "--fail-on", ""], ["any", "new", "none"]],
    ["a stack", ["check", "--stack", ""], ["backup", "primary"]],
    ["a region of a cloud", ["check", "--assume", "gcp:"], ["gcp:region=us-east4"]],
    ["a type", ["types", "oci:"], ["oci:ObjectStorage/bucket:Bucket"]],
    ["a place", ["regions", "us-east-1", "us-east4"], ["us-east4"]],
    ["a shell", ["completion", ""], ["bash", "zsh"]],
    ["a value behind =", ["check", "--stack", "=", "b"], ["--stack=backup"]],
    ["help of all", ["--h"], ["--help"]],
  ])("is %s", (_, words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  it("is every command at the start", () => {
    expect(complete("")).toEqual(expect.arrayContaining(["check", "waivers", "completion"]));
    expect(complete("")).not.toContain("waivers lint");
  });

  it.each<[string, string[]]>([
    ["a flag that is given already", ["check", "--quiet", "--qui"]],
    ["a value that is a file", ["check", "--mandate", ""]],
    ["a value that nobody knows", ["check", "--date", ""]],
    ["a file that is a word", ["report", ""]],
    ["a word of a command without", ["check", ""]],
    ["behind a command that isn't one", ["deploy", "--"]],
    ["behind an option that isn't one", ["check", "--frobnicate=x"]],
  ])("is left to the shell: %s", (_, words) => {
    expect(complete(...words).filter((one) => !["--help", "--version"].includes(one))).toEqual([]);
  });

  it.each([
    ["--program", "infra", "--stack"],
    ["--program", "=", "infra", "--stack"],
  ])("looks for stacks in the folder that is named", (...words) => {
    asked.length = 0;
    complete("check", ...words, "");
    expect(asked).toEqual(["infra"]);
  });
});

describe("words that bash breaks in pieces", () => {
  it.each([
    [["types", "aws", ":", "s3/b"], { before: ["types"], current: "aws:s3/b", kept: "aws:" }],
    [["types", "aws", ":", "s3/b", ":", "B"], { before: ["types"], current: "aws:s3/b:B", kept: "aws:s3/b:" }],
    [["check", "--stack", "=", "p"], { before: ["check"], current: "--stack=p", kept: "--stack=" }],
    [["check", "--stack", "="], { before: ["check"], current: "--stack=", kept: "--stack=" }],
    [["check", "--stack", "p"], { before: ["check", "--stack"], current: "p", kept: "" }],
    [["check", "-o", "json", "=", "a", "--st"], { before: ["check", "-o", "json=a"], current: "--st", kept: "" }],
    [[], { before: [], current: "", kept: "" }],
  ])("are put together: %j", (words, expected) => {
    expect(typedOf(["stateside", ...words])).toEqual(expected);
  });
});
