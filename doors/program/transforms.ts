import { deletionOf, type Deletion } from "../../policies/residency/estate";
import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest, type Callback, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import {
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { sentReferences } from "./dependencies";
import { messageLimits } from "./limits";
import { asOutputs, forgetUnknownIds, withDependencies } from "./output-values";

/** Calls back into the program, which serves its transforms to the engine. */
export class Callbacks {
  private readonly clients = new Map<string, CallbacksClient>();

  async call(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const message = new CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    const client = this.client(callback.getTarget());
    const response = await new Promise<CallbackInvokeResponse>((resolve, reject) => {
      client.invoke(message, (error, answer) => {
        if (error === null) resolve(answer);
        else reject(new Error(error.details));
      });
    });
    return response.getResponse_asU8();
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private client(target: string): CallbacksClient {
    let client = this.clients.get(target);
    if (client === undefined) {
      client = new CallbacksClient(target, credentials.createInsecure(), messageLimits);
      this.clients.set(target, client);
    }
    return client;
  }
}

/** The options of a registration that transforms may change and that matter here. */
export interface TransformedOptions {
  readonly provider: string;
  readonly providers: ReadonlyMap<string, string>;
  readonly version: string;
  readonly downloadUrl: string;
  readonly dependsOn: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly deletion: Deletion | undefined;
  readonly secretOutputs: readonly string[];
}

/**
 * Runs a resource's transforms in order: its own, then each ancestor's, then the stack's.
 * @param provider the provider's reference before any transform; empty: the default one
 */
export async function runResourceTransforms(
  callbacks: Callbacks,
  transforms: readonly Callback[],
  request: RegisterResourceRequest,
  provider: string,
): Promise<{ readonly properties: Struct; readonly options: TransformedOptions }> {
  const sent = request.getObject() ?? new Struct();
  forgetUnknownIds(sent);
  // Only a resource's own transforms make the engine put the dependencies into its properties.
  const isOwn = request.getTransformsList().length > 0;
  let properties = transforms.length === 0 ? sent : asOutputs(sent);
  if (isOwn) properties = withDependencies(properties, sentReferences(request));
  let options = optionsOf(request, provider);
  for (const transform of transforms) {
    const message = new TransformRequest();
    message.setType(request.getType());
    message.setName(request.getName());
    message.setCustom(request.getCustom());
    message.setParent(request.getParent());
    message.setProperties(properties);
    message.setOptions(options);
    const response = TransformResponse.deserializeBinary(await callbacks.call(transform, message.serializeBinary()));
    properties = response.getProperties() ?? properties;
    // The next transform, and the resource itself, get what the engine makes of an answer.
    forgetUnknownIds(properties);
    options = response.getOptions() ?? options;
  }
  return {
    properties,
    options: {
      provider: options.getProvider(),
      providers: new Map(options.getProvidersMap().entries()),
      version: options.getVersion(),
      downloadUrl: options.getPluginDownloadUrl(),
      dependsOn: options.getDependsOnList(),
      ignoreChanges: options.getIgnoreChangesList(),
      deletion: deletionOf(options.getProtect() === true, options.getRetainOnDelete() === true),
      secretOutputs: options.getAdditionalSecretOutputsList(),
    },
  };
}

export interface TransformedLookup {
  readonly args: Struct;
  readonly provider: string;
  readonly version: string;
  readonly downloadUrl: string;
}

/** Runs the stack's transforms of lookups in order. */
export async function runInvokeTransforms(
  callbacks: Callbacks,
  transforms: readonly Callback[],
  request: ResourceInvokeRequest,
): Promise<TransformedLookup> {
  let args = request.getArgs() ?? new Struct();
  let options = new TransformInvokeOptions();
  options.setProvider(request.getProvider());
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  for (const transform of transforms) {
    const message = new TransformInvokeRequest();
    message.setToken(request.getTok());
    message.setArgs(args);
    message.setOptions(options);
    const bytes = await callbacks.call(transform, message.serializeBinary());
    const response = TransformInvokeResponse.deserializeBinary(bytes);
    args = response.getArgs() ?? args;
    options = response.getOptions() ?? options;
  }
  return {
    args,
    provider: options.getProvider(),
    version: options.getVersion(),
    downloadUrl: options.getPluginDownloadUrl(),
  };
}

function optionsOf(request: RegisterResourceRequest, provider: string): TransformResourceOptions {
  const options = new TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(provider);
  const timeouts = request.getCustomtimeouts();
  if (timeouts !== undefined) options.setCustomTimeouts(timeouts);
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  options.setDeletedWith(request.getDeletedwith());
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  request
    .getProvidersMap()
    .forEach((reference: string, name: string) => options.getProvidersMap().set(name, reference));
  options.setImport(request.getImportid());
  return options;
}
