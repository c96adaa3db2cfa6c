import { appendFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { lookUp } from "../../support/lookups";
import { identity, nameOf, typeOf } from "../plugin/provider";
import { servePlugin } from "../plugin/serve";
import { unary } from "../plugin/unary";
import { Clouds, type Existing } from "./clouds";
import { broken, loadConstraints, loadDeletions, needsAnother, type Constraint } from "./constraints";
import { Declarations, type Declaration, type Properties } from "./declarations";
import { autoName, idOf, outputsOf, outputsOfExisting, type Subject } from "./outputs";
import { loadReplacements, replacedFor } from "./replacements";
import { revealed, undeclared, type Failure, type Inputs } from "./validation";

/**
 * Pulumi's side of a cloud, without the cloud: `simulated-provider.ts <package>`. It refuses what the SDK's declarations
 * and the table of constraints refuse, and answers what a program may go on with.
 */
const cloud = process.argv[2] ?? "";
const declarations = new Declarations(cloud);
const constraints = loadConstraints();
const atWriting = constraints.filter(needsAnother);
const atCheck = constraints.filter((one) => !needsAnother(one));
const deletions = loadDeletions();
const replacements = loadReplacements();
const clouds = new Clouds(process.env["STATESIDE_ENGINE_CLOUDS"]);
let configuration: Inputs = {};

const simulatedProvider = {
  ...identity(cloud, declarations.version),
  handshake: unary(() => new ProviderHandshakeResponse()),
  checkConfig: unary((request: CheckRequest) => {
    const inputs = read(request.getNews());
    return checked(inputs, undeclared(inputs, declarations.provider(), declarations));
  }),
  diffConfig: unary((request: DiffRequest) => difference(read(request.getOlds()), read(request.getNews()))),
  configure: unary((request: ConfigureRequest) => {
    configuration = read(request.getArgs());
    const response = new ConfigureResponse();
    response.setSupportspreview(true);
    return response;
  }),
  check: unary((request: CheckRequest) => {
    const type = typeOf(request.getUrn());
    const declared = declaredType(type);
    const inputs = withDefaults(request, declared);
    const failures = undeclared(inputs, declared.inputs, declarations);
    return checked(inputs, [...failures, ...refusals(atCheck, request.getUrn(), inputs)]);
  }),
  diff: unary((request: DiffRequest) => {
    const [old, now] = [read(request.getOldInputs()), read(request.getNews())];
    const replaced = replacedFor(replacements.get(typeOf(request.getUrn()))?.inputs ?? [], old, now);
    const response = difference(old, now);
    response.setReplacesList(replaced);
    response.setDeletebeforereplace(replaced.length > 0 && keepsItsName(request.getUrn(), old, now));
    return response;
  }),
  create: unary((request: CreateRequest) => {
    const inputs = read(request.getProperties());
    const urn = request.getUrn();
    const subject = subjectOf(urn, inputs);
    const response = new CreateResponse();
    const { outputs: declared } = declaredType(subject.type);
    if (request.getPreview()) {
      response.setProperties(struct(outputsOf(subject, inputs, declared, true)));
      return response;
    }
    refuseBroken(urn, inputs);
    const id = idOf(subject, inputs);
    const outputs = outputsOfExisting(subject, inputs, declared, id);
    response.setProperties(struct(outputs));
    response.setId(id);
    clouds.tell({ kind: "create", resource: existing(urn, id, subject, inputs, outputs) });
    tell("create", urn);
    return response;
  }),
  update: unary((request: UpdateRequest) => {
    const inputs = read(request.getNews());
    const urn = request.getUrn();
    const subject = subjectOf(urn, inputs);
    const response = new UpdateResponse();
    const { outputs: declared } = declaredType(subject.type);
    if (request.getPreview()) {
      response.setProperties(struct(outputsOf(subject, inputs, declared, true)));
      return response;
    }
    refuseBroken(urn, inputs);
    const outputs = outputsOfExisting(subject, inputs, declared, request.getId());
    response.setProperties(struct(outputs));
    clouds.tell({ kind: "update", resource: existing(urn, request.getId(), subject, inputs, outputs) });
    tell("update", urn);
    return response;
  }),
  /** What is there is what was last written; what a program only looks up is what its declaration says. */
  read: unary((request: ReadRequest) => {
    const given = read(request.getProperties());
    const subject = subjectOf(request.getUrn(), given);
    const response = new ReadResponse();
    response.setId(request.getId());
    response.setInputs(request.getInputs());
    response.setProperties(
      struct(outputsOfExisting(subject, given, declaredType(subject.type).outputs, request.getId())),
    );
    return response;
  }),
  delete: unary((request: DeleteRequest) => {
    const urn = request.getUrn();
    refuseDeletion(urn, request.getId(), read(request.getOldInputs()), read(request.getProperties()));
    clouds.tell({ kind: "delete", urn });
    tell("delete", urn);
    return new Empty();
  }),
  invoke: unary((request: InvokeRequest) => {
    const declared = declarations.function(request.getTok());
    if (declared === undefined) throw new Error(`unknown function \`${request.getTok()}\``);
    const given = read(request.getArgs());
    const response = new InvokeResponse();
    response.setFailuresList(undeclared(given, declared.inputs, declarations).map(failure));
    const subject = { cloud, type: request.getTok(), name: "", region: region(given) };
    const answer = isAddressOfNothing(request.getTok(), given) ? {} : lookUp(request.getTok(), given, subject.region);
    response.setReturn(struct({ ...outputsOf(subject, given, declared.outputs, false), ...answer }));
    return response;
  }),
};

/** An address is there once something has been created that has it. */
function isAddressOfNothing(token: string, { ipAddress, subnetId }: Inputs): boolean {
  if (token !== "oci:Core/getPrivateIps:getPrivateIps") return false;
  const holders = clouds.besides("").filter(({ properties }) => properties["subnetId"] === subnetId);
  return !holders.some(({ properties }) => [properties["ipv4address"], properties["ipAddress"]].includes(ipAddress));
}

function refusals(rules: readonly Constraint[], urn: string, inputs: Inputs): Failure[] {
  return broken(typeOf(urn), inputs, region(inputs), rules, () => clouds.besides(urn));
}

/** What only the service itself can tell: that something else isn't there. */
function refuseBroken(urn: string, inputs: Inputs) {
  const reasons = refusals(atWriting, urn, inputs).map(({ reason }) => reason);
  if (reasons.length > 0) throw new Error(reasons.join("; "));
}

/** What a service refuses to delete for what is still there, or for what the resource says of itself. */
function refuseDeletion(urn: string, id: string, inputs: Inputs, outputs: Inputs) {
  const subject = subjectOf(urn, inputs);
  const { properties } = existing(urn, id, subject, inputs, outputs);
  const others = () => clouds.besides(urn);
  const reasons = broken(subject.type, { ...properties, id }, subject.region, deletions, others);
  if (reasons.length > 0) throw new Error(reasons.map(({ reason }) => reason).join("; "));
}

/** Names what has none, and on AWS writes the provider's region where the program states none. */
function withDefaults(request: CheckRequest, { inputs: declared }: Declaration): Inputs {
  const given = read(request.getNews());
  const named = nameInput(declared);
  const old = read(request.getOlds())[named];
  const { [named]: name, [`${named}Prefix`]: prefix } = given;
  const isNamed = declared.get(named)?.optional !== true || name !== undefined || prefix !== undefined;
  const takesRegion = cloud === "aws" && declared.has("region") && given["region"] === undefined;
  const regionOfProvider = region({});
  return {
    ...(!isNamed && { [named]: old ?? autoName(nameOf(request.getUrn()), request.getUrn()) }),
    ...(takesRegion && regionOfProvider !== "" && { region: regionOfProvider }),
    ...given,
  };
}

/** What has a name of the program's own goes before there is another of that name, as with Pulumi's own providers. */
function keepsItsName(urn: string, old: Inputs, now: Inputs): boolean {
  const { inputs: declared } = declaredType(typeOf(urn));
  const named = nameInput(declared);
  const name = now[named];
  return declared.get(named)?.optional === true && name === old[named] && name !== autoName(nameOf(urn), urn);
}

/** Which input Pulumi fills in if the program doesn't. */
function nameInput(declared: Properties): string {
  return cloud === "aws" && declared.has("bucketPrefix") ? "bucket" : "name";
}

function subjectOf(urn: string, inputs: Inputs): Subject {
  return { cloud, type: typeOf(urn), name: nameOf(urn), region: region(inputs) };
}

/** What rules see of a resource: what it states, and what only the cloud can say; not what was made up for an input. */
function existing(
  urn: string,
  id: string,
  { type, region: where }: Subject,
  inputs: Inputs,
  outputs: Inputs,
): Existing {
  const { inputs: declared } = declaredType(type);
  const seen = Object.entries(outputs).filter(([name]) => Object.hasOwn(inputs, name) || !declared.has(name));
  return { urn, type, id, region: where, properties: Object.fromEntries(seen) };
}

/** The resource's own region, else its provider's, else the environment's. */
function region(inputs: Inputs): string {
  const stated: unknown[] = [inputs["region"], configuration["region"], process.env["AWS_REGION"]];
  return stated.find((one): one is string => typeof one === "string" && one !== "") ?? "";
}

/** Tells the tests what would have happened in the cloud. */
function tell(what: string, urn: string) {
  const { STATESIDE_ENGINE_LOG: log } = process.env;
  if (log !== undefined) appendFileSync(log, `${what} ${urn}\n`);
}

function declaredType(type: string): Declaration {
  const declared = declarations.resource(type);
  if (declared === undefined) throw new Error(`@pulumi/${cloud} ${declarations.version} has no type \`${type}\``);
  return declared;
}

function checked(inputs: Inputs, failures: readonly Failure[]): CheckResponse {
  const response = new CheckResponse();
  response.setInputs(struct(inputs));
  response.setFailuresList(failures.map(failure));
  return response;
}

function failure({ property, reason }: Failure): CheckFailure {
  const one = new CheckFailure();
  one.setProperty(property);
  one.setReason(reason);
  return one;
}

function difference(old: Inputs, now: Inputs): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse();
  response.setChanges(isDeepStrictEqual(old, now) ? DIFF_NONE : DIFF_SOME);
  return response;
}

function read(values: Struct | undefined): Inputs {
  return Object.fromEntries(Object.entries(values?.toJavaScript() ?? {}).map(([key, value]) => [key, revealed(value)]));
}

function struct(values: Inputs): Struct {
  // SAFETY: the values came out of such a struct, or are scalars and empty lists and records.
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

servePlugin(ResourceProviderService, simulatedProvider);
