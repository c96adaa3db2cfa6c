import type { Policies } from "@pulumi/policy";
import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  type AnalyzeDiagnostic,
  type AnalyzeResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** A resource as the engine sends it to an analyzer. */
export interface Sent {
  readonly type: string;
  readonly name: string;
  readonly props?: Props;
  readonly parent?: string;
  readonly provider?: { readonly name: string; readonly props: Props };
  /** Property → URNs that it was computed from. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}
type Props = Readonly<Record<string, unknown>>;

export interface Reported {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "disabled" | "remediate";
  readonly urn: string;
  readonly message: string;
}

type Rpc = (call: { request: unknown }, answer: (error: Error | null, response?: AnalyzeResponse) => void) => void;
type MakeRpc = (pack: string, version: string, level: string, policies: Policies) => Rpc;

/* eslint-disable-next-line @typescript-eslint/no-require-imports --
   SAFETY: the SDK's functions behind the service; its declarations leave them out as internal. */
const server = require("@pulumi/policy/server") as { makeAnalyzeRpcFun: MakeRpc; makeAnalyzeStackRpcFun: MakeRpc };

/** Marks that the engine and the SDKs give to special values (pulumi/pulumi, sdk/go/common/resource/properties.go). */
const signature = "4dabf18193072939515e22adb298388d";
export const secret = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
export const stringAsset = (text: string) => ({ [signature]: "c44067f5952c0a294b673a41bacd8c17", text });
export const fileArchive = (path: string) => ({ [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", path });
export const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** Policies behind the SDK's own server functions, in this process. */
export function analyzer(policies: Policies) {
  const one = server.makeAnalyzeRpcFun("stateside", "1.0.0", "advisory", policies);
  const all = server.makeAnalyzeStackRpcFun("stateside", "1.0.0", "advisory", policies);
  return {
    analyze: (sent: Sent) => call(one, fill(new AnalyzeRequest(), sent)),
    analyzeStack: (sent: readonly Sent[]) => {
      const request = new AnalyzeStackRequest();
      request.setResourcesList(sent.map(stackResource));
      return call(all, request);
    },
  };
}

async function call(rpc: Rpc, request: unknown): Promise<Reported[]> {
  const response = await new Promise<AnalyzeResponse | undefined>((resolve, reject) => {
    rpc({ request }, (error, answer) => {
      if (error === null || !(error instanceof Error)) resolve(answer);
      else reject(error);
    });
  });
  return (response?.getDiagnosticsList() ?? []).map(reported);
}

/** By the numbers of the protocol. */
const levels = { 0: "advisory", 1: "mandatory", 2: "disabled", 3: "remediate" } as const;

function reported(diagnostic: AnalyzeDiagnostic): Reported {
  return {
    policy: diagnostic.getPolicyname(),
    level: levels[diagnostic.getEnforcementlevel()],
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
  };
}

function stackResource(sent: Sent): AnalyzerResource {
  const resource = fill(new AnalyzerResource(), sent);
  if (sent.parent !== undefined) resource.setParent(sent.parent);
  for (const [property, urns] of Object.entries(sent.references ?? {})) {
    const dependencies = new AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  resource.setDependenciesList([...new Set(Object.values(sent.references ?? {}).flat())]);
  return resource;
}

function fill<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, sent: Sent): Message {
  const { type, name, props = {}, parent, provider } = sent;
  const options = new AnalyzerResourceOptions();
  if (parent !== undefined) options.setParent(parent);
  message.setType(type);
  message.setName(name);
  message.setUrn(urnOf(type, name));
  message.setProperties(struct(props));
  message.setOptions(options);
  if (provider !== undefined) {
    const providerType = `pulumi:providers:${type.split(":")[0] ?? ""}`;
    const resource = new AnalyzerProviderResource();
    resource.setType(providerType);
    resource.setName(provider.name);
    resource.setUrn(urnOf(providerType, provider.name));
    resource.setProperties(struct(provider.props));
    message.setProvider(resource);
  }
  return message;
}

function struct(props: Props): Struct {
  // SAFETY: tests pass what JSON can hold.
  return Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
}
