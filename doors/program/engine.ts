import { unknownSentinel } from "../../policies/residency/sentinels";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import {
  ReadResourceResponse,
  RegisterPackageResponse,
  type ReadResourceRequest,
  type RegisterPackageRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { SourcePosition } from "../../policies/residency/estate";
import { record, Unknown, type Value, type Values } from "../../policies/residency/values";
import { responseOf, withAnswers } from "./answers";
import { takesRegion } from "./aws-regions";
import type { Configuration } from "./configuration";
import { ambientRegion } from "../../policies/residency/ambient-region";
import { documentToken } from "./invokes";
import { canBeConfigured } from "./configured";
import { defaultProviderInputs, defaultProviderName, regionPosition } from "./default-providers";
import { settleDependencies } from "./dependencies";
import { Refusal } from "./failure";
import { Gaps } from "./gaps";
import { partOrigins, withoutGuesses } from "./origins";
import { withoutOutputs, withSecrets } from "./output-values";
import { Packages, type Package } from "./packages";
import type { ProgramOutputs } from "./program-outputs";
import { newRegistration, type Registration } from "./registration";
import { identityOf, kindOf, nameIn, providerFor, withRegion, withVersion } from "./requests";
import { stackReferenceState } from "./stack-reference";
import { runResourceTransforms, type Callbacks } from "./transforms";
import { formUrn, isProviderType, packageOf, stackType, urnOfProviderReference } from "./urn";
import { decode } from "./wire";

/** What one stack's engine needs to know from outside. */
export interface EngineOptions {
  readonly project: string;
  readonly stack: string;
  /** The program's folder, absolute: positions are relative to it. */
  readonly directory: string;
  readonly configuration: Configuration;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly assume: ReadonlyMap<string, string>;
  readonly callbacks: Callbacks;
  /** What the program gets for outputs that aren't known yet. */
  readonly programOutputs: ProgramOutputs;
  /** The outputs of another stack of the run, when it has ended; undefined when it isn't one of them. */
  readonly stackOutputs: (reference: string) => Promise<Struct | undefined>;
}

/** How a request names the package that it wants a provider of. */
type PackageRequest = Pick<RegisterResourceRequest, "getPackageref" | "getPlugindownloadurl">;

/** The state of one stack's preview: what the resource monitor of the real engine would keep. */
export class Engine {
  readonly registrations = new Map<string, Registration>();
  readonly gaps: Gaps;
  /** What the stack exports; undefined until the program has run to its end. */
  outputs: Struct | undefined;
  rootUrn = "";
  private stackUrn = "";
  private readonly stackTransforms: Callback[] = [];
  private readonly packages = new Packages();

  constructor(private readonly options: EngineOptions) {
    this.gaps = new Gaps(options.stack, options.configuration);
  }

  /** @throws Refusal for a second resource of the same URN, a type that can't be one, or a transform that throws */
  async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const type = request.getType();
    const identity = this.identity(request);
    const parent = this.registrations.get(request.getParent());
    const isManaged = request.getCustom() && !isProviderType(type);
    const needsProvider = isManaged || request.getRemote();
    const transforms = [...request.getTransformsList(), ...this.inheritedTransforms(parent), ...this.stackTransforms];
    const chosen = needsProvider ? providerFor(request, parent) : request.getProvider();
    const { properties, options } = await this.transformed(transforms, request, chosen, identity.source);

    const decoded = this.decoded(properties);
    const waits = settleDependencies(request, decoded.dependencies, options.dependsOn);
    const known = this.options.programOutputs.handedOut
      ? withoutGuesses(decoded.values, waits, this.registrations)
      : decoded.values;
    const named = { name: packageOf(type), version: options.version, downloadUrl: options.downloadUrl };
    const version = this.packages.resolve(request.getPackageref(), named).version;
    const provider = options.provider || (needsProvider ? this.defaultProvider(request, named) : "");
    const values = isProviderType(type) ? withVersion(known, version) : known;
    const { inputs, injected } = this.withProviderRegion(type, values, provider, version);
    const sent = withRegion(transforms.length > 0 ? withoutOutputs(properties) : properties, inputs, injected);
    const isMadeHere = kindOf(request) === "managed";
    const answers = isMadeHere ? this.answers(identity.urn, type, inputs, provider) : new Map<string, string>();
    const state = withAnswers(this.isConfigured(provider) ? sent : new Struct(), answers);
    const registration = newRegistration({
      ...identity,
      kind: kindOf(request),
      provider,
      providers: request.getCustom() ? new Map() : new Map([...(parent?.providers ?? []), ...options.providers]),
      inputs,
      injected,
      state: withSecrets(state, options.secretOutputs),
      ...(isMadeHere && { id: answers.get("id") ?? "" }),
      ...waits,
      ignoreChanges: options.ignoreChanges,
      deletion: options.deletion,
      transforms: request.getTransformsList(),
    });
    this.add(registration);
    if (request.getRemote()) this.gaps.note("remote-component", type, registration);
    return responseOf(registration, request.getCustom(), answers);
  }

  registerOutputs(request: RegisterResourceOutputsRequest): void {
    const registration = this.registrations.get(request.getUrn());
    if (registration === undefined) return;
    registration.outputs = this.decoded(request.getOutputs()).values;
    if (registration.type === stackType) this.outputs = request.getOutputs() ?? new Struct();
  }

  async read(request: ReadResourceRequest): Promise<ReadResourceResponse> {
    const type = request.getType();
    const properties = request.getProperties() ?? new Struct();
    const identity = this.identity(request);
    if (request.getId() === "") throw new Refusal(`resource \`${identity.name}\` has an empty id`, identity.source);
    const isStackReference = type === "pulumi:pulumi:StackReference";
    const named = {
      name: packageOf(type),
      version: request.getVersion(),
      downloadUrl: request.getPlugindownloadurl(),
    };
    const outputs = isStackReference ? await this.stackReference(properties, identity) : undefined;
    const read = isStackReference ? stackReferenceState(nameIn(properties), outputs) : properties;
    const provider = request.getProvider() || this.defaultProvider(request, named);
    const isConfigured = this.isConfigured(provider);
    const state = isConfigured ? withSecrets(read, request.getAdditionalsecretoutputsList()) : new Struct();
    this.add(
      newRegistration({
        ...identity,
        kind: "read",
        provider,
        inputs: this.decoded(properties).values,
        state,
        // What is looked up by an output that isn't known yet has no id that anybody knows.
        id: this.options.programOutputs.read(request.getId()) ? unknownSentinel : request.getId(),
        dependsOn: partOrigins(request.getDependenciesList()).urns,
        isAnswered: outputs !== undefined,
      }),
    );
    const response = new ReadResourceResponse();
    response.setUrn(identity.urn);
    response.setProperties(state);
    return response;
  }

  addStackTransform(callback: Callback): void {
    this.stackTransforms.push(callback);
  }

  registerPackage(request: RegisterPackageRequest): RegisterPackageResponse {
    const response = new RegisterPackageResponse();
    response.setRef(this.packages.register(request));
    return response;
  }

  /** The region that a provider states, or that stands in for one it doesn't. */
  regionOf(reference: string): Value | undefined {
    const provider = this.registrations.get(urnOfProviderReference(reference));
    if (provider === undefined) return undefined;
    const { environment, assume } = this.options;
    return provider.inputs["region"] ?? ambientRegion(packageOf(provider.type), environment, assume)?.region;
  }

  /** The real engine asks a lookup only when its arguments are known; of a text, a document is made all the same. */
  isAskedTooEarly(token: string, args: Struct): boolean {
    return token !== documentToken && this.options.programOutputs.isIn(args);
  }

  /** The reference of a package's default provider, which is made when it is first needed. */
  defaultProvider(request: PackageRequest, named: Package): string {
    const wanted = this.packages.resolve(request.getPackageref(), named);
    const type = `pulumi:providers:${wanted.name}`;
    const name = defaultProviderName(wanted);
    const { stack, project, configuration } = this.options;
    const urn = formUrn(stack, project, "", type, name);
    if (!this.registrations.has(urn)) {
      this.registrations.set(
        urn,
        newRegistration({
          ...{ urn, type, name, parent: "", kind: "provider", isDefaultProvider: true },
          inputs: defaultProviderInputs(wanted, configuration),
          source: regionPosition(wanted.name, configuration),
        }),
      );
    }
    return `${urn}::${unknownSentinel}`;
  }

  private decoded(properties: Struct | undefined) {
    return decode(properties, this.options.programOutputs);
  }

  private answers(urn: string, type: string, inputs: Values, provider: string) {
    const stated = this.registrations.get(urnOfProviderReference(provider))?.inputs["project"];
    // Elsewhere a provider's region says nothing of where one resource is.
    const region = packageOf(type) === "aws" ? this.regionOf(provider) : undefined;
    return this.options.programOutputs.answers(urn, type, inputs, {
      region: typeof region === "string" ? region : undefined,
      project: typeof stated === "string" ? stated : undefined,
    });
  }

  private identity(request: RegisterResourceRequest | ReadResourceRequest) {
    return identityOf(request, this.options, (urn) => this.registrations.has(urn));
  }

  private async transformed(
    transforms: readonly Callback[],
    request: RegisterResourceRequest,
    provider: string,
    source: SourcePosition | undefined,
  ) {
    try {
      return await runResourceTransforms(this.options.callbacks, transforms, request, provider);
    } catch (error) {
      const why =
        error instanceof Error ? error.message.replace(/^transform failed: (\w*Error: )?/, "") : String(error);
      throw new Refusal(`a transform of resource \`${request.getName()}\` failed: ${why}`, source);
    }
  }

  private add(registration: Registration) {
    if (this.registrations.has(registration.urn)) {
      throw new Refusal(
        `two resources have the URN \`${registration.urn}\`; give each its own name`,
        registration.source,
      );
    }
    if (registration.kind === "stack" && this.stackUrn !== "") {
      throw new Refusal(`\`${registration.name}\` is a second stack; a program has one`, registration.source);
    }
    if (registration.kind === "stack") this.stackUrn = registration.urn;
    this.registrations.set(registration.urn, registration);
  }

  /**
   * The real engine keeps no parent of what is only read: the chain ends there. Everywhere else it comes to an end, too: a
   * parent is registered before its children.
   */
  private *inheritedTransforms(parent: Registration | undefined): Generator<Callback> {
    for (let next = parent; next !== undefined; next = this.registrations.get(next.parent)) {
      if (next.kind === "read") return;
      yield* next.transforms;
    }
  }

  private isConfigured(reference: string): boolean {
    const provider = this.registrations.get(urnOfProviderReference(reference));
    return provider === undefined || canBeConfigured(provider.inputs);
  }

  /** Version 7 of the AWS provider writes its region into each regional resource. */
  private withProviderRegion(type: string, inputs: Values, provider: string, version: string) {
    const untouched = { inputs, injected: new Set<string>() };
    if (!takesRegion(type, this.versionOf(provider) ?? version) || (inputs["region"] ?? null) !== null)
      return untouched;
    if (!this.isConfigured(provider)) return untouched;
    const region = this.regionOf(provider);
    if (region === undefined || region instanceof Unknown) return untouched;
    return { inputs: record([...Object.entries(inputs), ["region", region]]), injected: new Set(["region"]) };
  }

  /** The version that a provider states: what it does counts, whatever SDK asked for it. */
  private versionOf(reference: string): string | undefined {
    const version = this.registrations.get(urnOfProviderReference(reference))?.inputs["version"];
    return typeof version === "string" && version !== "" ? version : undefined;
  }

  private async stackReference(properties: Struct, at: { urn: string; source: SourcePosition | undefined }) {
    const reference = nameIn(properties);
    const outputs = await this.options.stackOutputs(reference);
    if (outputs === undefined) this.gaps.note("stack-reference", reference, at);
    return outputs && this.options.programOutputs.received(outputs);
  }
}
