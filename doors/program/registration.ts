import { unknownSentinel } from "../../policies/residency/sentinels";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Deletion, Resource, SourcePosition } from "../../policies/residency/estate";
import { record, type Values } from "../../policies/residency/values";

/** A resource as the engine holds it while the program runs. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: Resource["kind"];
  /** URN, empty at the top. */
  readonly parent: string;
  /** `<urn>::<id>`, empty for what needs no provider. */
  readonly provider: string;
  /** Package → provider reference, for the children of a component. */
  readonly providers: ReadonlyMap<string, string>;
  readonly inputs: Values;
  readonly injected: ReadonlySet<string>;
  /** What the program gets back: the inputs as they went over the wire. */
  readonly state: Struct;
  readonly id: string;
  readonly dependsOn: readonly string[];
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** Input → where its unknown values come from, beside its references. */
  readonly origins: ReadonlyMap<string, readonly string[]>;
  readonly ignoreChanges: readonly string[];
  readonly deletion: Deletion | undefined;
  readonly transforms: readonly Callback[];
  readonly source: SourcePosition | undefined;
  /** True for a provider that the engine made. */
  readonly isDefaultProvider: boolean;
  /** True for a reference to a stack of the run, whose outputs are read from there. */
  readonly isAnswered: boolean;
  /** What a component registered when it was done. */
  outputs: Values | undefined;
}

type Identity = Pick<Registration, "urn" | "type" | "name" | "kind" | "parent" | "source">;

/** A registration of which only what isn't empty is said. */
export function newRegistration(stated: Identity & Partial<Registration>): Registration {
  return {
    provider: "",
    providers: new Map(),
    inputs: record([]),
    injected: new Set(),
    state: new Struct(),
    id: stated.kind === "provider" ? unknownSentinel : "",
    dependsOn: [],
    references: new Map(),
    origins: new Map(),
    ignoreChanges: [],
    deletion: undefined,
    transforms: [],
    isDefaultProvider: false,
    isAnswered: false,
    outputs: undefined,
    ...stated,
  };
}
