import type { SourcePosition } from "../../policies/residency/estate";
import type { FileContent } from "./content";
import { StateFault } from "./fault";
import { readFound, type Shared } from "./found";
import { objectIn, textIn, type JsonObject } from "./json";
import { Steps } from "./steps";

/**
 * What `--event-log` wrote: one event of the engine on each line.
 * Source: pulumi/pulumi, sdk/go/common/apitype/events.go, EngineEvent.
 */
export class EventLog {
  readonly #steps = new Steps();
  #summary: JsonObject | undefined;

  constructor(private readonly shared: Shared) {}

  static isEvent(value: JsonObject): boolean {
    return typeof value["sequence"] === "number" && typeof value["timestamp"] === "number";
  }

  /** @throws StateFault */
  take(event: JsonObject, at: SourcePosition) {
    if (!EventLog.isEvent(event)) throw new StateFault("an event is expected here");
    // Each operation begins with it: the last one counts.
    if (objectIn(event, "preludeEvent") !== undefined) {
      this.#steps.clear();
      this.#summary = undefined;
    }
    this.#summary = objectIn(event, "summaryEvent") ?? this.#summary;
    const begun = objectIn(event, "resourcePreEvent");
    const step = begun ?? objectIn(event, "resOutputsEvent");
    const metadata = step && objectIn(step, "metadata");
    if (metadata === undefined) return;
    if (begun !== undefined) this.#steps.begin(textIn(metadata, "op"), textIn(metadata, "urn"));
    const read = () => {
      const state = objectIn(metadata, "new");
      return state && readFound(state, at, this.shared);
    };
    this.#steps.take(textIn(metadata, "op"), textIn(metadata, "urn"), read);
  }

  /** @throws StateFault where the operation failed, or its log isn't whole */
  content(): FileContent {
    if (this.#summary === undefined) throw new StateFault("it is cut off: the operation's summary is missing");
    if (textIn(this.#summary, "result") !== "succeeded") {
      throw new StateFault(
        "the operation didn't succeed, so that its log doesn't show every resource; export the state",
      );
    }
    const found = this.#steps.all(objectIn(this.#summary, "resourceChanges") ?? {});
    const stack = this.#steps.lastStack;
    return { found, gaps: [], ...(stack && { stack }) };
  }
}
