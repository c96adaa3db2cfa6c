import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import {
  ReadResourceResponse,
  RegisterPackageResponse,
  RegisterResourceResponse,
  type ReadResourceRequest,
  type RegisterPackageRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Gap, SourcePosition } from "../../policies/residency/estate";
import { read, record, Unknown, type Value, type Values } from "../../policies/residency/values";
import { takesRegion } from "./aws-regions";
import type { Configuration } from "./configuration";
import { ambientRegion, defaultProviderInputs, defaultProviderName, regionPosition } from "./default-providers";
import { builtInAnswer } from "./invokes";
import type { Registration } from "./registration";
import { positionOf } from "./source";
import { runInvokeTransforms, runResourceTransforms, type Callbacks } from "./transforms";
import { formUrn, isProviderType, packageOf, stackType, urnOfProviderReference } from "./urn";
import { decode, encryptedPlaceholder, unknownSentinel } from "./wire";

/** What one stack's engine needs to know from outside. */
export interface EngineOptions {
  readonly project: string;
  readonly stack: string;
  /** The program's folder, absolute: positions are relative to it. */
  readonly directory: string;
  readonly configuration: Configuration;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly assume: ReadonlyMap<string, string>;
  readonly invokes: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly callbacks: Callbacks;
  /** The outputs of another stack of the run, when it has ended; undefined when it isn't one of them. */
  readonly stackOutputs: (reference: string) => Promise<Struct | undefined>;
}

const noPosition = { source: undefined } as const;

/** The state of one stack's preview: what the resource monitor of the real engine would keep. */
export class Engine {
  readonly registrations = new Map<string, Registration>();
  readonly gaps: Gap[] = [];
  /** What the stack exports; undefined until the program has run to its end. */
  outputs: Struct | undefined;
  rootUrn = "";
  private readonly stackTransforms: Callback[] = [];
  private readonly invokeTransforms: Callback[] = [];
  private readonly packages = new Map<string, { readonly name: string; readonly version: string }>();

  constructor(private readonly options: EngineOptions) {}

  async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const type = request.getType();
    const name = request.getName();
    const parent = this.registrations.get(request.getParent());
    const needsProvider = (request.getCustom() && !isProviderType(type)) || request.getRemote();
    const providers = new Map(request.getCustom() ? [] : (parent?.providers ?? []));
    request.getProvidersMap().forEach((reference: string, key: string) => providers.set(key, reference));
    const chosen =
      request.getProvider() ||
      (needsProvider ? (providers.get(packageOf(type)) ?? parent?.providers.get(packageOf(type)) ?? "") : "");

    const { properties, options } = await runResourceTransforms(
      this.options.callbacks,
      [...request.getTransformsList(), ...this.inheritedTransforms(parent), ...this.stackTransforms],
      request,
      { provider: chosen, providers },
    );
    const { values, dependencies } = decode(properties);
    const source = positionOf(this.options.directory, request.getSourceposition(), request.getStacktrace());
    const provider = options.provider || (needsProvider ? this.defaultProvider(request, options).reference : "");
    const { inputs, injected } = this.withProviderRegion(type, values, provider, options.version);
    const registration: Registration = {
      urn: formUrn(this.options.stack, this.options.project, request.getParent(), type, name),
      type,
      name,
      kind: kindOf(request),
      parent: request.getParent(),
      provider,
      providers: options.providers,
      inputs,
      injected,
      state: withRegion(properties, inputs, injected),
      id: "",
      dependsOn: options.dependsOn,
      references: this.references(request, dependencies),
      ignoreChanges: options.ignoreChanges,
      transforms: request.getTransformsList(),
      source,
      isDefaultProvider: false,
      outputs: undefined,
    };
    this.add(registration);
    if (request.getRemote()) this.gap("remote-component", type, registration);
    const response = new RegisterResourceResponse();
    response.setUrn(registration.urn);
    // A component has no state of its own, and a remote one's outputs are unknown: nothing to send.
    if (request.getCustom()) response.setObject(registration.state);
    return response;
  }

  registerOutputs(request: RegisterResourceOutputsRequest): void {
    const registration = this.registrations.get(request.getUrn());
    if (registration === undefined) return;
    registration.outputs = decode(request.getOutputs()).values;
    if (registration.type === stackType) this.outputs = request.getOutputs() ?? new Struct();
  }

  async read(request: ReadResourceRequest): Promise<ReadResourceResponse> {
    const type = request.getType();
    const properties = request.getProperties() ?? new Struct();
    const isStackReference = type === "pulumi:pulumi:StackReference";
    const source = positionOf(this.options.directory, request.getSourceposition(), request.getStacktrace());
    const urn = formUrn(this.options.stack, this.options.project, request.getParent(), type, request.getName());
    const state = isStackReference ? await this.stackReference(properties, urn, source) : properties;
    const { values } = decode(properties);
    this.add({
      urn,
      type,
      name: request.getName(),
      kind: "read",
      parent: request.getParent(),
      provider:
        request.getProvider() ||
        (isStackReference ? "" : this.defaultProvider(request, { version: request.getVersion() }).reference),
      providers: new Map(),
      inputs: values,
      injected: new Set(),
      state,
      id: request.getId(),
      dependsOn: request.getDependenciesList(),
      references: new Map(),
      ignoreChanges: [],
      transforms: [],
      source,
      isDefaultProvider: false,
      outputs: undefined,
    });
    const response = new ReadResourceResponse();
    response.setUrn(urn);
    response.setProperties(state);
    return response;
  }

  /** @throws Error for a lookup that nothing here answers: the program's own error then says how to answer it */
  async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
    const token = request.getTok();
    const response = new InvokeResponse();
    if (token === "pulumi:pulumi:getResource") {
      response.setReturn(this.resourceState(request));
      return response;
    }
    const { args, provider } = await runInvokeTransforms(this.options.callbacks, this.invokeTransforms, request);
    const reference = provider || this.defaultProvider(request, { version: request.getVersion() }).reference;
    const region = this.regionOf(reference);
    const answer =
      this.options.invokes.get(token) ?? builtInAnswer(token, args, typeof region === "string" ? region : undefined);
    if (answer === undefined) {
      this.gap("invoke", token, noPosition);
      throw new Error(
        `\`${token}\` asks the cloud, and a preview without an account can't; give its result with --invokes FILE`,
      );
    }
    // SAFETY: answers are JSON data, which is what `fromJavaScript` takes.
    response.setReturn(Struct.fromJavaScript(answer as Parameters<typeof Struct.fromJavaScript>[0]));
    return response;
  }

  /** @throws Error always: methods run in a provider's plugin, and the child asks for none */
  call(request: ResourceCallRequest): never {
    this.methodNotCalled(request.getTok());
    throw new Error(`\`${request.getTok()}\` is a method of a provider, which a preview without plugins can't call`);
  }

  /** The program called a plugin's method, and got an unknown. */
  methodNotCalled(token: string): void {
    this.gap("method-call", token, noPosition);
  }

  addStackTransform(callback: Callback): void {
    this.stackTransforms.push(callback);
  }

  addInvokeTransform(callback: Callback): void {
    this.invokeTransforms.push(callback);
  }

  registerPackage(request: RegisterPackageRequest): RegisterPackageResponse {
    const parameterization = request.getParameterization();
    const reference = `package-${this.packages.size}`;
    this.packages.set(reference, {
      name: parameterization?.getName() ?? request.getName(),
      version: parameterization?.getVersion() ?? request.getVersion(),
    });
    const response = new RegisterPackageResponse();
    response.setRef(reference);
    return response;
  }

  /** The region that a provider states, or that stands in for one it doesn't. */
  regionOf(reference: string): Value | undefined {
    const provider = this.registrations.get(urnOfProviderReference(reference));
    if (provider === undefined) return undefined;
    const stated = read(provider.inputs, "region");
    if (stated !== undefined) return provider.inputs["region"];
    const { environment, assume } = this.options;
    return ambientRegion(packageOf(provider.type), environment, assume)?.region;
  }

  private add(registration: Registration) {
    if (this.registrations.has(registration.urn)) {
      throw new Error(`two resources have the URN \`${registration.urn}\`; give each its own name`);
    }
    this.registrations.set(registration.urn, registration);
  }

  private gap(
    kind: Gap["kind"],
    what: string,
    at: { readonly urn?: string; readonly source: SourcePosition | undefined },
  ) {
    const { stack } = this.options;
    if (this.gaps.some((gap) => gap.kind === kind && gap.what === what && gap.urn === at.urn)) return;
    this.gaps.push({
      stack,
      kind,
      what,
      ...(at.urn === undefined ? {} : { urn: at.urn }),
      ...(at.source === undefined ? {} : { source: at.source }),
    });
  }

  private *inheritedTransforms(parent: Registration | undefined): Generator<Callback> {
    for (let next = parent; next !== undefined; next = this.registrations.get(next.parent)) yield* next.transforms;
  }

  /** The reference of a package's default provider, which is made when it is first needed. */
  private defaultProvider(
    request: { getType?(): string; getTok?(): string; getPackageref(): string; getPlugindownloadurl(): string },
    options: { readonly version: string },
  ): { readonly reference: string } {
    const known = this.packages.get(request.getPackageref());
    const packageName = known?.name ?? packageOf(request.getType?.() ?? request.getTok?.() ?? "");
    const version = known?.version ?? options.version;
    const type = `pulumi:providers:${packageName}`;
    const name = defaultProviderName(version, request.getPlugindownloadurl());
    const urn = formUrn(this.options.stack, this.options.project, "", type, name);
    const { configuration } = this.options;
    if (!this.registrations.has(urn)) {
      const inputs = defaultProviderInputs(packageName, configuration, (text) =>
        text.includes(encryptedPlaceholder) ? new Unknown("encrypted") : text,
      );
      this.registrations.set(urn, {
        urn,
        type,
        name,
        kind: "provider",
        parent: "",
        provider: "",
        providers: new Map(),
        inputs,
        injected: new Set(),
        state: new Struct(),
        id: unknownSentinel,
        dependsOn: [],
        references: new Map(),
        ignoreChanges: [],
        transforms: [],
        source: regionPosition(packageName, configuration),
        isDefaultProvider: true,
        outputs: undefined,
      });
    }
    return { reference: `${urn}::${unknownSentinel}` };
  }

  /** Version 7 of the AWS provider writes its region into each regional resource. */
  private withProviderRegion(type: string, inputs: Values, provider: string, version: string) {
    const untouched = { inputs, injected: new Set<string>() };
    if (!takesRegion(type, version) || read(inputs, "region") !== undefined) return untouched;
    const region = this.regionOf(provider);
    if (region === undefined || region instanceof Unknown) return untouched;
    return { inputs: record([...Object.entries(inputs), ["region", region]]), injected: new Set(["region"]) };
  }

  private references(request: RegisterResourceRequest, carried: ReadonlyMap<string, ReadonlySet<string>>) {
    const references = new Map<string, Set<string>>();
    request.getPropertydependenciesMap().forEach((dependencies, key: string) => {
      const urns = dependencies.getUrnsList();
      if (urns.length > 0) references.set(key, new Set(urns));
    });
    for (const [key, urns] of carried) references.set(key, new Set([...(references.get(key) ?? []), ...urns]));
    return new Map([...references].map(([key, urns]) => [key, [...urns].sort()]));
  }

  private async stackReference(properties: Struct, urn: string, source: SourcePosition | undefined): Promise<Struct> {
    const name = properties.getFieldsMap().get("name");
    const reference = name?.getStringValue() ?? "";
    const outputs = await this.options.stackOutputs(reference);
    const state = new Struct();
    if (name !== undefined) state.getFieldsMap().set("name", name);
    const value = new WireValue();
    if (outputs === undefined) {
      this.gap("stack-reference", reference, { urn, source });
      value.setStringValue(unknownSentinel);
    } else {
      value.setStructValue(outputs);
    }
    state.getFieldsMap().set("outputs", value);
    return state;
  }

  private resourceState(request: ResourceInvokeRequest): Struct {
    const urn = request.getArgs()?.getFieldsMap().get("urn")?.getStringValue() ?? "";
    const registration = this.registrations.get(urn);
    if (registration === undefined) throw new Error(`unknown resource \`${urn}\``);
    const answer = Struct.fromJavaScript({ urn, id: registration.id });
    const state = new WireValue();
    state.setStructValue(registration.state);
    answer.getFieldsMap().set("state", state);
    return answer;
  }
}

function kindOf(request: RegisterResourceRequest): Registration["kind"] {
  if (request.getType() === stackType) return "stack";
  if (isProviderType(request.getType())) return "provider";
  if (request.getRemote()) return "remote";
  return request.getCustom() ? "managed" : "component";
}

function withRegion(properties: Struct, inputs: Values, injected: ReadonlySet<string>): Struct {
  const region = inputs["region"];
  if (!injected.has("region") || typeof region !== "string") return properties;
  const state = properties.cloneMessage();
  const value = new WireValue();
  value.setStringValue(region);
  state.getFieldsMap().set("region", value);
  return state;
}
