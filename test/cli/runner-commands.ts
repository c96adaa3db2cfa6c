/** A command that the runner of GitHub Actions carries out. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The commands of a log, as the runner reads its lines: first in the form `::name key=value,…::data`, which has to begin the line,
 * else in the older form `##[name key=value;…]data`, which may be anywhere in it. Written from what
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs does. The runner knows some names only; here
 * every name counts.
 */
export function commandsOf(log: string): Command[] {
  // The runner is given lines by .NET, which ends one at each of these.
  return log.split(/\r\n|\r|\n/).flatMap((line) => newForm(line) ?? oldForm(line) ?? []);
}

function newForm(line: string): Command | undefined {
  const [, head, data] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  if (head === undefined || data === undefined) return undefined;
  return read(head, ",", data, [
    ["%0D", "\r"],
    ["%0A", "\n"],
    ["%3A", ":"],
    ["%2C", ","],
    ["%25", "%"],
  ]);
}

function oldForm(line: string): Command | undefined {
  const [, head, data] = /##\[(.*?)\](.*)$/s.exec(line) ?? [];
  if (head === undefined || data === undefined) return undefined;
  return read(head, ";", data, [
    ["%3B", ";"],
    ["%0D", "\r"],
    ["%0A", "\n"],
    ["%5D", "]"],
    ["%25", "%"],
  ]);
}

type Escapes = readonly (readonly [written: string, meant: string])[];

function read(head: string, separator: string, data: string, escapes: Escapes): Command {
  const space = head.indexOf(" ");
  const name = space < 0 ? head : head.slice(0, space);
  const properties: Record<string, string> = {};
  for (const pair of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf("=");
    if (equals > 0 && equals < pair.length - 1)
      properties[pair.slice(0, equals)] = unescape(pair.slice(equals + 1), escapes);
  }
  // Data may hold what separates properties.
  const ofData = escapes.filter(([written]) => separator === ";" || (written !== "%3A" && written !== "%2C"));
  return { name, properties, data: unescape(data, ofData) };
}

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((all, [written, meant]) => all.replaceAll(written, meant), text);
}
