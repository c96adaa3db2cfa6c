/**
 * An analyzer without policies: it writes every message that the engine sends about resources to the file that
 * STATESIDE_RECORDING names, one JSON object a line. It speaks the protocol itself, so that no SDK decodes on the way.
 */
const { appendFileSync } = require("node:fs");
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const {
  AnalyzeResponse,
  AnalyzerHandshakeResponse,
  AnalyzerInfo,
  AnalyzerStackConfigureResponse,
  RemediateResponse,
} = require("@pulumi/pulumi/proto/analyzer_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");

const file = process.env.STATESIDE_RECORDING;
if (file === undefined) throw new Error("STATESIDE_RECORDING names no file");

function write(kind, message) {
  appendFileSync(file, `${JSON.stringify({ kind, ...message })}\n`);
}

function common(resource) {
  return {
    urn: resource.getUrn(),
    type: resource.getType(),
    properties: resource.getProperties()?.toJavaScript() ?? {},
    provider: resource.getProvider()?.getUrn() ?? "",
    protect: resource.getOptions()?.getProtect() ?? false,
    ignoreChanges: resource.getOptions()?.getIgnorechangesList() ?? [],
    parent: resource.getOptions()?.getParent() ?? "",
  };
}

function graph(resource) {
  const byProperty = resource.getPropertydependenciesMap().entries();
  return {
    ...common(resource),
    dependencies: resource.getDependenciesList(),
    propertyDependencies: Object.fromEntries([...byProperty].map(([key, on]) => [key, on.getUrnsList()])),
  };
}

const service = {
  handshake: (_, answer) => answer(null, new AnalyzerHandshakeResponse()),
  configureStack: (_, answer) => answer(null, new AnalyzerStackConfigureResponse()),
  getPluginInfo: (_, answer) => answer(null, new PluginInfo()),
  configure: (_, answer) => answer(null, new Empty()),
  getAnalyzerInfo: (_, answer) => {
    const info = new AnalyzerInfo();
    info.setName("recorder");
    answer(null, info);
  },
  remediate: (_, answer) => answer(null, new RemediateResponse()),
  analyze: ({ request }, answer) => {
    write("resource", common(request));
    answer(null, new AnalyzeResponse());
  },
  analyzeStack: ({ request }, answer) => {
    write("stack", { resources: request.getResourcesList().map(graph) });
    answer(null, new AnalyzeResponse());
  },
};

const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(AnalyzerService, service);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  // The engine reads the first line as the port.
  console.log(String(port));
});
