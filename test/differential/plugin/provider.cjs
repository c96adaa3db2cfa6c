/**
 * A provider for any package that takes any inputs: what is compared is the engines, not what a cloud would refuse. It
 * gives its inputs back as outputs, and on AWS it writes its region into each resource whose type declares one.
 * Lookups are answered by token, as STATESIDE_LOOKUPS says. Usage: `node provider.cjs <package> [<version>]`.
 */
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  GetSchemaResponse,
  InvokeResponse,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
} = require("@pulumi/pulumi/proto/provider_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");

const [packageName = "", version = ""] = process.argv.slice(2);
const lookups = JSON.parse(process.env.STATESIDE_LOOKUPS ?? "{}");
let region;

/** The SDK's declaration of a type's inputs says whether it takes a region. */
function takesRegion(urn) {
  if (packageName !== "aws") return false;
  const [, module = "", name = ""] = urn.split("::")[2].split("$").at(-1).split(":");
  const root = path.dirname(require.resolve("@pulumi/aws/package.json"));
  const file = path.join(root, `${module.replace(/^index\//, "")}.d.ts`);
  if (!existsSync(file)) return false;
  const [, inputs = ""] = readFileSync(file, "utf8").split(`export interface ${name}Args {`);
  return /^ {4}region\??:/m.test(inputs.split("\n}")[0]);
}

function checked(inputs) {
  const response = new CheckResponse();
  response.setInputs(inputs);
  return response;
}

const answers = {
  handshake: () => {
    const response = new ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    response.setAcceptResources(true);
    return response;
  },
  attach: () => new Empty(),
  cancel: () => new Empty(),
  getPluginInfo: () => {
    const info = new PluginInfo();
    info.setVersion(version);
    return info;
  },
  getSchema: () => {
    const response = new GetSchemaResponse();
    response.setSchema(JSON.stringify({ name: packageName, version: version || "0.0.0" }));
    return response;
  },
  parameterize: () => {
    throw new Error("no package here is parameterized");
  },
  checkConfig: (request) => checked(request.getNews()),
  diffConfig: () => new DiffResponse(),
  configure: (request) => {
    region = request.getArgs()?.getFieldsMap().get("region");
    const response = new ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setAcceptresources(true);
    response.setSupportspreview(true);
    return response;
  },
  check: (request) => {
    const inputs = request.getNews().cloneMessage();
    const given = inputs.getFieldsMap().get("region");
    const isGiven = given !== undefined && !given.hasNullValue();
    if (!isGiven && region !== undefined && takesRegion(request.getUrn())) inputs.getFieldsMap().set("region", region);
    return checked(inputs);
  },
  diff: () => new DiffResponse(),
  create: (request) => {
    const response = new CreateResponse();
    if (!request.getPreview()) response.setId(`${request.getUrn().split("::").at(-1)}-id`);
    response.setProperties(request.getProperties());
    return response;
  },
  update: (request) => {
    const response = new UpdateResponse();
    response.setProperties(request.getNews());
    return response;
  },
  read: (request) => {
    const response = new ReadResponse();
    response.setId(request.getId());
    response.setProperties(request.getProperties());
    response.setInputs(request.getInputs());
    return response;
  },
  delete: () => new Empty(),
  invoke: (request) => {
    const answer = lookups[request.getTok()];
    if (answer === undefined) throw new Error(`nobody told the answer to ${request.getTok()}`);
    const response = new InvokeResponse();
    response.setReturn(Struct.fromJavaScript(answer));
    return response;
  },
};

const service = Object.fromEntries(
  Object.entries(answers).map(([name, answer]) => [
    name,
    ({ request }, done) => {
      try {
        done(null, answer(request));
      } catch (error) {
        done({ code: 2, details: String(error) });
      }
    },
  ]),
);

const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(ResourceProviderService, service);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  // The engine reads the first line as the port.
  console.log(String(port));
});
