import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient, AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzerHandshakeResponse,
  AnalyzerStackConfigureResponse,
  type AnalyzeRequest,
  type AnalyzerStackConfigureRequest,
  type AnalyzeStackRequest,
  type ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { serve } from "../plugin/serve";
import { unary } from "../plugin/unary";

/** How the pack's process is started once its stack is known; answers with the port that it prints. */
export type StartPack = (environment: Readonly<Record<string, string>>) => Promise<number>;

/**
 * Stands between the engine and a policy pack, as Pulumi's own host does (pulumi/pulumi, sdk/policy_proxy.go): a pack
 * learns its stack from the environment, so that it starts when the engine has said which one it is.
 */
export async function servePolicyProxy(start: StartPack): Promise<number> {
  let client: Promise<AnalyzerClient> | undefined;
  const started = (configuration?: AnalyzerStackConfigureRequest): Promise<AnalyzerClient> => {
    client ??= start(configuration === undefined ? {} : environmentOf(configuration)).then(async (port) => {
      const pack = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
      if (configuration !== undefined) await passed(pack.configureStack.bind(pack))(configuration);
      return pack;
    });
    return client;
  };
  const implementation = {
    handshake: unary(() => new AnalyzerHandshakeResponse()),
    configureStack: unary((request: AnalyzerStackConfigureRequest) => {
      // Answered at once: that a pack doesn't start is told by the first question to it.
      started(request).catch(() => undefined);
      return new AnalyzerStackConfigureResponse();
    }),
    analyze: unary(async (request: AnalyzeRequest) => {
      const pack = await started();
      return passed(pack.analyze.bind(pack))(request);
    }),
    analyzeStack: unary(async (request: AnalyzeStackRequest) => {
      const pack = await started();
      return passed(pack.analyzeStack.bind(pack))(request);
    }),
    remediate: unary(async (request: AnalyzeRequest) => {
      const pack = await started();
      return passed(pack.remediate.bind(pack))(request);
    }),
    getAnalyzerInfo: unary(async (request: Empty) => {
      const pack = await started();
      return passed(pack.getAnalyzerInfo.bind(pack))(request);
    }),
    getPluginInfo: unary(async (request: Empty) => {
      const pack = await started();
      return passed(pack.getPluginInfo.bind(pack))(request);
    }),
    configure: unary(async (request: ConfigureAnalyzerRequest) => {
      const pack = await started();
      return passed(pack.configure.bind(pack))(request);
    }),
  };
  return serve(AnalyzerService, implementation);
}

type Method<Request, Response> = (
  request: Request,
  callback: (error: Error | null, response: Response) => void,
) => unknown;

function passed<Request, Response>(method: Method<Request, Response>): (request: Request) => Promise<Response> {
  return (request) =>
    new Promise((resolve, reject) => {
      method(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
}

/** The names that the Node SDK reads, and those that every language's will. */
function environmentOf(request: AnalyzerStackConfigureRequest): Record<string, string> {
  const about = {
    ORGANIZATION: request.getOrganization(),
    PROJECT: request.getProject(),
    STACK: request.getStack(),
    DRY_RUN: String(request.getDryRun()),
  };
  const entries = Object.entries(about).filter(([, value]) => value !== "");
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
    ...Object.fromEntries(
      entries.flatMap(([key, value]) => [`PULUMI_NODEJS_${key}`, `PULUMI_${key}`].map((name) => [name, value])),
    ),
  };
}
