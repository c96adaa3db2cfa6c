import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeEngine } from "../engine/engine";
import { copied, embeddedOf, recordedOf } from "./both-engines";
import { compare, shown, type Aspect } from "./compare";
import type { Observed } from "./observed";
import { observeReal } from "./real";

/**
 * A program, and what the real engine showed of it when it was last recorded: so the engines are compared where there is
 * no Pulumi CLI, too. `DIFFERENTIAL_RECORD=yes` records anew, which a new version of an SDK makes necessary.
 */
const folder = path.join(__dirname, "recorded");
const program = copied(path.join(folder, "program"));
const recordingFile = path.join(folder, "recording.jsonl");
const eventsFile = path.join(folder, "events.jsonl");

describe("a recording of the real engine", () => {
  const recording = readFileSync(recordingFile, "utf8");
  const events = readFileSync(eventsFile, "utf8");
  let embedded: Observed;
  beforeAll(async () => {
    embedded = ofRecordedRules(await embeddedOf(program));
  }, 60_000);

  it("agrees with the embedded engine", () => {
    expect(compare(embedded, observeReal(recording, events)).map(shown)).toEqual([]);
  });

  const unknown = '"04da6b54-80e4-46f7-96ec-b56ff0331ba9"';
  const orders = "urn:pulumi:dev::everything::shop:index:Group$aws:s3/bucket:Bucket::orders";
  const west = "urn:pulumi:dev::everything::pulumi:providers:aws::west";
  const group = "urn:pulumi:dev::everything::shop:index:Group::group";

  it.each<[string, Aspect, string, string]>([
    ["a URN without its parent's type", "resource", orders, orders.replace("shop:index:Group$", "")],
    ["a lost default provider", "resource", "providers:aws::default_7_48_0", "providers:aws::default"],
    ["a wrong parent", "parent", `"parent":"${group}"`, `"parent":""`],
    ["a wrong provider", "provider", `"provider":"${west}"`, `"provider":"${group}"`],
    ["a lost injected region", "input", '"region":"us-east-1","type"', '"type"'],
    ["an unknown that became a value", "input", `"value":${unknown}`, '"value":"known"'],
    ["a secret that is shown", "input", secret('"orders"'), '"orders"'],
    ["a secret that is shown in a list", "input", secret("2"), "2"],
    ["lost ignored changes", "ignoreChanges", '"ignoreChanges":["tags"]', '"ignoreChanges":[]'],
    ["a lost dependency", "dependencies", '"dependencies":["', '"dependencies":[],"others":["'],
    ["a lost property dependency", "propertyDependencies", '"value":["urn', '"others":["urn'],
    ["an output that is known", "output", `"url":${unknown}`, '"url":"known"'],
    ["an output that is no secret", "output", secret('"hush"'), '"hush"'],
  ])("shows %s when the engine's messages are falsified", (_, aspect, text, falsified) => {
    expect(recording).toContain(text);
    const real = observeReal(recording.replaceAll(text, falsified), events);
    expect(compare(embedded, real).map((difference) => difference.aspect)).toContain(aspect);
  });

  it.each<[string, Aspect, string, string]>([
    ["a lost resource that is only read", "resource", '"op":"read"', '"op":"same"'],
    ["a lost verdict", "verdict", '"policyName":"us-data-stays-in-us"', '"policyName":"another"'],
    ["a weaker verdict", "verdict", '"enforcementLevel":"mandatory"', '"enforcementLevel":"advisory"'],
    ["a lost resource as a value", "input", '"5cf8f73096256a8f31e491e813e4eb8e"', '"another"'],
  ])("shows %s when the engine's log is falsified", (_, aspect, text, falsified) => {
    expect(events).toContain(text);
    const real = observeReal(recording, events.replaceAll(text, falsified));
    expect(compare(embedded, real).map((difference) => difference.aspect)).toContain(aspect);
  });

  function secret(content: string): string {
    return `{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":${content}}`;
  }
});

describeEngine("the recording", () => {
  it("is what the real engine shows today", async () => {
    const today = await recordedOf(program);
    if (process.env["DIFFERENTIAL_RECORD"] === "yes") {
      writeFileSync(recordingFile, today.recording);
      writeFileSync(eventsFile, lastingEvents(today.eventLog));
    }
    const recorded = observeReal(readFileSync(recordingFile, "utf8"), readFileSync(eventsFile, "utf8"));
    expect(compare(ofRecordedRules(observeReal(today.recording, today.eventLog)), recorded).map(shown)).toEqual([]);
  });
});

/** Verdicts of the rules that there were when the program was recorded: a new rule doesn't make it stale. */
function ofRecordedRules(observed: Observed): Observed {
  const verdicts = observed.verdicts.filter(({ rule }) => ["us-data-stays-in-us", "types-are-known"].includes(rule));
  return { ...observed, verdicts };
}

/** What is read of the log, without times and paths. */
function lastingEvents(log: string): string {
  const lines = log.split("\n").flatMap((line) => {
    if (!/^[^{]*\{.*"(resourcePreEvent|policyEvent)":/.test(line)) return [];
    const { resourcePreEvent, policyEvent } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return [`${JSON.stringify({ resourcePreEvent, policyEvent })}\n`];
  });
  return lines.join("");
}
