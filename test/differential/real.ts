import { asset, elided, reference, secret, unknown, type Form, type Observed, type ObservedResource } from "./observed";

/** What the recorder wrote of one preview (see recorder/index.cjs). */
interface Shown {
  readonly urn: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly provider: string;
  readonly ignoreChanges: readonly string[];
  readonly parent: string;
}
interface ShownInGraph extends Shown {
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}
type Line =
  ({ readonly kind: "resource" } & Shown) | { readonly kind: "stack"; readonly resources: readonly ShownInGraph[] };

/** What matters here of an event of `pulumi preview --event-log`. */
interface EngineEvent {
  readonly resourcePreEvent?: {
    readonly metadata: {
      readonly op: string;
      readonly urn: string;
      readonly type: string;
      readonly new?: {
        readonly parent: string;
        readonly id: string;
        readonly inputs: Readonly<Record<string, unknown>>;
        readonly provider: string;
      };
    };
  };
  readonly policyEvent?: {
    readonly policyPackName: string;
    readonly policyName: string;
    readonly resourceUrn: string;
    readonly enforcementLevel: string;
  };
}

const stackType = "pulumi:pulumi:Stack";

/**
 * Reads one stack of what the real engine made. Its recording has what a pack is shown: inputs after the provider's
 * check, with unknowns and secrets, and the graph. Its event log has the rest: resources that are only read, values that
 * are resources, and what the pack `stateside` said.
 * @throws Error when the preview ended before the stack was analyzed as a whole
 */
export function observeReal(recording: string, eventLog: string): Observed {
  const records = lines(recording) as readonly Line[];
  const events = lines(eventLog) as readonly EngineEvent[];
  const graph = records.find((one) => one.kind === "stack")?.resources;
  if (graph === undefined) throw new Error("the real engine did not analyze the stack");
  const steps = new Map<string, NonNullable<EngineEvent["resourcePreEvent"]>["metadata"]>();
  for (const { resourcePreEvent } of events) {
    if (resourcePreEvent !== undefined) steps.set(resourcePreEvent.metadata.urn, resourcePreEvent.metadata);
  }
  const alone = new Map(records.flatMap((one) => (one.kind === "resource" ? [[one.urn, one] as const] : [])));
  const resources = new Map<string, ObservedResource>();
  for (const resource of graph) {
    const { urn, type, provider, parent, ignoreChanges, dependencies, propertyDependencies } = resource;
    const inputs = fields(alone.get(urn)?.properties ?? {}, steps.get(urn)?.new?.inputs);
    const byProperty = Object.fromEntries(Object.entries(propertyDependencies).filter(([, urns]) => urns.length > 0));
    resources.set(urn, {
      ...{ urn, type, provider, parent: belowStack(parent), inputs, ignoreChanges, dependencies },
      propertyDependencies: byProperty,
    });
  }
  for (const { op, urn, type, new: state } of steps.values()) {
    if (op !== "read" || state === undefined) continue;
    const provider = state.provider.slice(0, Math.max(state.provider.lastIndexOf("::"), 0));
    resources.set(urn, {
      urn,
      type,
      parent: belowStack(state.parent),
      provider,
      inputs: fields(state.inputs),
      ignoreChanges: [],
      id: formOf(state.id, undefined),
    });
  }
  return {
    resources,
    outputs: fields(graph.find(({ type }) => type === stackType)?.properties ?? {}),
    verdicts: events.flatMap(({ policyEvent }) => {
      if (policyEvent?.policyPackName !== "stateside") return [];
      const { policyName: rule, resourceUrn: urn, enforcementLevel } = policyEvent;
      return [{ rule, urn, effect: enforcementLevel === "advisory" ? "warn" : "block" } as const];
    }),
  };
}

/** A parent that is the stack says no more than none. */
function belowStack(parent: string): string {
  return parent.includes(`::${stackType}::`) ? "" : parent;
}

function lines(text: string): unknown[] {
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as unknown]));
}

/** The engine's own notes in a provider's inputs. */
const internalKeys: ReadonlySet<string> = new Set(["__internal", "__defaults"]);

/** @param logged the same values as the event log has them, where it knows of them */
function fields(values: Readonly<Record<string, unknown>>, logged?: unknown): Record<string, Form> {
  const kept = Object.entries(values).filter(([key]) => !internalKeys.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, formOf(value, memberOf(logged, key))]));
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go */
const unknownSentinels: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const mark = "4dabf18193072939515e22adb298388d";

function formOf(value: unknown, logged: unknown): Form {
  // A policy is shown a resource as its id, which a preview doesn't know.
  const asResource = marked(logged, "5cf8f73096256a8f31e491e813e4eb8e");
  if (asResource !== undefined) return reference(String(asResource["urn"]));
  if (unknownSentinels.has(value)) return unknown;
  if (typeof value !== "object" || value === null) return value as Form;
  if (Array.isArray(value)) return value.map((member, index) => formOf(member, memberOf(logged, index)));
  const asSecret = marked(value, "1b47061264138c4ac30d75fd1eb44270");
  if (asSecret !== undefined) return "ciphertext" in asSecret ? elided : secret(formOf(asSecret["value"], undefined));
  if (marked(value, "c44067f5952c0a294b673a41bacd8c17") !== undefined) return asset("asset");
  if (marked(value, "0def7320c3a5731c473e5ecbe6d01bc7") !== undefined) return asset("archive");
  return fields(value as Record<string, unknown>, logged);
}

/** The object, if it carries this signature. */
function marked(value: unknown, signature: string): Record<string, unknown> | undefined {
  const held = memberOf(value, mark) === signature;
  // SAFETY: what has a member of that name is an object.
  return held ? (value as Record<string, unknown>) : undefined;
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  // SAFETY: the key is the object's own.
  return (value as Record<string | number, unknown>)[key];
}
