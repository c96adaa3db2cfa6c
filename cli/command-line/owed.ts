import { nameOfOutput, parseOutputs } from "../outputs";
import { commandOf } from "./commands";
import type { Request } from "./given";

/** What is still to be written for a request, as whoever interrupts it reads it. */
export function owed({ name, given }: Extract<Request, { kind: "command" }>, cwd: string): string[] {
  const { formats, changes } = commandOf(name);
  if (changes !== undefined) return [changes];
  if (formats === undefined) return ["the report"];
  const values = [given["output"] ?? []].flat().map(String);
  return parseOutputs(values, cwd, formats).outputs.map((output) => nameOfOutput(output, cwd));
}
