import { writeFileSync } from "node:fs";
import path from "node:path";
import { commandGroups, commandNames, commandOf, type CommandName } from "../../cli/command-line/commands";
import type { Option } from "../../cli/command-line/options";
import { exitCodes, type Ending } from "../../cli/exit-codes";
import { format } from "prettier";

export const page = path.join(__dirname, "../../docs/commands.md");

/** The reference of the command line, from the table that the help is made of. */
export async function reference(): Promise<string> {
  const parts = [
    "# Commands",
    "Written by `npm run commands` from the table that `stateside --help` shows.",
    ...listOfCommands(),
    "## Exit codes",
    table(
      ["code", "meaning"],
      Object.values(exitCodes).map(({ code, meaning }) => [String(code), cell(meaning)]),
    ),
    "No command ends with another code, and none with 0 after an error.",
    ...commandNames.flatMap(describeCommand),
  ];
  return format(parts.join("\n\n"), { parser: "markdown", printWidth: 120 });
}

function listOfCommands(): string[] {
  const rows = commandNames.map((name) => [`[\`${name}\`](#${anchor(name)})`, cell(commandOf(name).describe)]);
  const groups = Object.entries(commandGroups).map(([name, does]) => `\`${name}\`: ${does}.`);
  return [table(["command", "does"], rows), ...groups];
}

function describeCommand(name: CommandName): string[] {
  const { purpose, options, words, examples, ends, changes } = commandOf(name);
  const word =
    words === undefined
      ? ""
      : ` ${words.areRequired ? "" : "["}${words.name}${words.isOne === true ? "" : "…"}${words.areRequired ? "" : "]"}`;
  const endings: Ending[] = ["clean", "usage", "internal", "interrupted", "terminated", ...ends];
  const codes = endings.map((ending) => exitCodes[ending].code).sort((one, other) => one - other);
  const rows = Object.entries(options).map(([option, one]) => optionRow(option, one));
  return [
    `## ${name}`,
    `\`stateside ${name}${word}${rows.length > 0 ? " [options]" : ""}\``,
    purpose,
    ...(changes === undefined ? [] : [`Changes \`${changes}\`.`]),
    ...(rows.length > 0 ? [table(["option", "says", "default"], rows)] : []),
    `\`\`\`sh\n${examples.map(([command, does]) => `${command}   # ${does}`).join("\n")}\n\`\`\``,
    `Ends with ${codes.join(", ")}.`,
  ];
}

function optionRow(name: string, { type, describe, defaultDescription = "", alias, repeatable }: Option): string[] {
  const value = type === "boolean" ? "" : " VALUE";
  const short = alias === undefined ? "" : `\`-${alias}\`, `;
  const again = repeatable === true && !describe.includes("repeatable") ? "; repeatable" : "";
  return [`${short}\`--${name}${value}\``, cell(describe + again), cell(defaultDescription)];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** As GitHub names a heading. */
function anchor(name: string): string {
  return name.replaceAll(" ", "-");
}

if (require.main === module) {
  void reference().then((text) => {
    writeFileSync(page, text);
  });
}
