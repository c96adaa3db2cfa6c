import type { SourcePosition } from "../../policies/residency/estate";
import type { FileContent } from "./content";
import { faultAt, StateFault, type FilePosition } from "./fault";
import { readFound, type Found, type Shared } from "./found";
import { isObject, objectIn, parsePart, textIn, type JsonObject } from "./json";
import { EventLog } from "./log-file";
import { readPreviewFile } from "./preview-file";
import type { Part } from "./scanner";
import { readStateFile } from "./state-file";
import { Steps } from "./steps";

/** The lists that hold resources, or steps that have one each. */
export const lists: ReadonlySet<string> = new Set(["deployment.resources", "checkpoint.latest.resources", "steps"]);

const known = "an exported state, a checkpoint, the JSON of a preview, or an event log";

/** Reads one file's parts as they come; what it is of, only its end may tell. */
export class FileReader {
  readonly #found: Found[] = [];
  readonly #steps = new Steps();
  readonly #log: EventLog;
  #whole: JsonObject | undefined;
  #isLog = false;

  /** @param name how positions name the file */
  constructor(
    private readonly name: string,
    private readonly shared: Shared,
  ) {
    this.#log = new EventLog(shared);
  }

  readonly member = (part: Part, list: string): void => {
    const value = parsePart(part);
    if (!isObject(value)) faultAt(part.position, `an object is expected in \`${list}\``);
    within(part.position, () => {
      if (list === "steps") this.#takeStep(value, this.#at(part));
      else this.#found.push(readFound(value, this.#at(part), this.shared));
    });
  };

  readonly whole = (part: Part): void => {
    const value = parsePart(part);
    if (!isObject(value)) throw new StateFault(`it is not ${known}`);
    if (this.#whole === undefined) this.#isLog = EventLog.isEvent(value);
    else if (!this.#isLog) faultAt(part.position, "the file goes on where its content has ended");
    this.#whole = value;
    if (!this.#isLog) return;
    within(part.position, () => {
      this.#log.take(value, this.#at(part));
    });
  };

  /** @throws StateFault */
  content(): FileContent {
    if (this.#isLog && this.#found.length + this.#steps.taken === 0) return this.#log.content();
    const whole = this.#whole ?? {};
    const at = this.#at({ position: { line: 1, column: 1 } });
    const kinds = ["deployment", "checkpoint", "steps", "changeSummary"].filter((key) => Object.hasOwn(whole, key));
    switch (kinds.join(" ")) {
      case "deployment":
      case "checkpoint":
        return readStateFile(whole, this.#found, at, this.shared);
      case "steps":
      case "changeSummary":
      case "steps changeSummary":
        return readPreviewFile(whole, this.#steps, at);
      default:
        throw new StateFault(`it is not ${known}${hint(whole)}`);
    }
  }

  #takeStep(step: JsonObject, at: SourcePosition) {
    const read = () => {
      const state = objectIn(step, "newState");
      return state && readFound(state, at, this.shared);
    };
    const [operation, urn] = [textIn(step, "op"), textIn(step, "urn")];
    this.#steps.begin(operation, urn);
    this.#steps.take(operation, urn, read);
  }

  #at({ position }: Pick<Part, "position">): SourcePosition {
    return { file: this.name, ...position };
  }
}

/** Says where, of what goes wrong in a part. */
function within(position: FilePosition, act: () => void) {
  try {
    act();
  } catch (error) {
    if (error instanceof StateFault) faultAt(position, error.message);
    throw error;
  }
}

/** What else it may be. */
function hint(whole: JsonObject): string {
  if (Object.hasOwn(whole, "resources") || Object.hasOwn(whole, "manifest")) {
    return "; what it has belongs under `deployment`, beside `version`: `pulumi stack export` writes it so";
  }
  if (Object.hasOwn(whole, "terraform_version")) return "; it is a state of Terraform";
  return Object.hasOwn(whole, "findings") ? "; it is a result of stateside" : "";
}
