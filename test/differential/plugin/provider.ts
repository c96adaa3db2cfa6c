import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CallResponse,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  ParameterizeResponse,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type InvokeRequest,
  type ParameterizeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type Value } from "google-protobuf/google/protobuf/struct_pb";
import { identity, nameOf, typeOf } from "../../engine/plugin/provider";
import { servePlugin } from "../../engine/plugin/serve";
import { unary } from "../../engine/plugin/unary";
import { Declarations } from "../../engine/provider/declarations";
import { listsOf } from "../../engine/provider/outputs";
import { construct } from "./construct";
import { answerOf, answerStruct } from "./lookups";

/**
 * A provider for any package that takes any inputs: what is compared is the engines, not what a cloud would refuse. It
 * gives its inputs back as outputs, and on AWS it writes its region into each resource whose type declares one.
 * Usage: `provider.ts <package> [<version>]`.
 */
const [packageName = "", ownVersion = ""] = process.argv.slice(2);
let version = ownVersion;
let region: Value | undefined;

/** What a cloud makes up and another stack can't be previewed without. */
const madeBy: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "oci:Identity/domain:Domain": { url: "https://idcs.example.com" },
};

const provider = {
  ...identity(packageName, ownVersion),
  handshake: unary(() => {
    const response = new ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    response.setAcceptResources(true);
    return response;
  }),
  parameterize: unary((request: ParameterizeRequest) => {
    const response = new ParameterizeResponse();
    response.setName(request.getValue()?.getName() ?? "");
    response.setVersion(request.getValue()?.getVersion() ?? "");
    return response;
  }),
  checkConfig: unary((request: CheckRequest) => {
    // One file stands for all versions of a package: the engine says here which one it wants.
    version = request.getNews()?.getFieldsMap().get("version")?.getStringValue() ?? version;
    return checked(request.getNews());
  }),
  diffConfig: unary(() => new DiffResponse()),
  configure: unary((request: ConfigureRequest) => {
    region = request.getArgs()?.getFieldsMap().get("region");
    const response = new ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setAcceptresources(true);
    response.setSupportspreview(true);
    return response;
  }),
  check: unary((request: CheckRequest) => {
    const inputs = (request.getNews() ?? new Struct()).cloneMessage();
    const given = inputs.getFieldsMap().get("region");
    const isGiven = given !== undefined && !given.hasNullValue();
    if (!isGiven && region !== undefined && takesRegion(typeOf(request.getUrn()))) {
      inputs.getFieldsMap().set("region", region);
    }
    return checked(inputs);
  }),
  diff: unary(() => new DiffResponse()),
  create: unary((request: CreateRequest) => {
    const response = new CreateResponse();
    const outputs = (request.getProperties() ?? new Struct()).cloneMessage();
    if (!request.getPreview()) {
      response.setId(`${nameOf(request.getUrn())}-id`);
      const type = typeOf(request.getUrn());
      const made = answerStruct({ ...listsOf(type), ...madeBy[type] }).getFieldsMap();
      made.forEach((value, name) => outputs.getFieldsMap().set(name, value));
    }
    response.setProperties(outputs);
    return response;
  }),
  update: unary((request: UpdateRequest) => {
    const response = new UpdateResponse();
    response.setProperties(request.getNews());
    return response;
  }),
  read: unary((request: ReadRequest) => {
    const response = new ReadResponse();
    response.setId(request.getId());
    response.setProperties(request.getProperties());
    response.setInputs(request.getInputs());
    return response;
  }),
  delete: unary(() => new Empty()),
  invoke: unary((request: InvokeRequest) => {
    const response = new InvokeResponse();
    const args = request.getArgs() ?? new Struct();
    response.setReturn(answerStruct(answerOf(request.getTok(), args, region?.getStringValue() || undefined)));
    return response;
  }),
  call: unary(() => {
    const response = new CallResponse();
    response.setReturn(answerStruct({ token: "called" }));
    return response;
  }),
  construct: unary(construct),
};

/** https://www.pulumi.com/registry/packages/aws/how-to-guides/7-0-migration/: what version 7 brought. */
function takesRegion(type: string): boolean {
  if (packageName !== "aws" || Number.parseInt(version) < 7) return false;
  return new Declarations(packageName).resource(type)?.inputs.has("region") ?? false;
}

function checked(inputs: Struct | undefined): CheckResponse {
  const response = new CheckResponse();
  response.setInputs(inputs);
  return response;
}

servePlugin(ResourceProviderService, provider);
