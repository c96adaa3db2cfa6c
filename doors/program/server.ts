import { Server, ServerCredentials, status, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
  type LogRequest,
  type SetRootResourceRequest,
} from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { SupportsFeatureResponse, type RegisterResourceOutputsRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Engine } from "./engine";
import { Refusal } from "./failure";
import { messageLimits } from "./limits";
import type { Lookups } from "./lookups";

/** A running pair of services, what the program logged as errors, and what it was refused. */
export interface EngineServer {
  readonly address: string;
  readonly errors: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Those of them that kept a resource out of the preview, whatever the program made of the error. */
  readonly refusedResources: readonly Refusal[];
  close(): void;
}

/** Serves one stack's engine to its program, on a port of the loopback interface. */
export async function serve(engine: Engine, lookups: Lookups): Promise<EngineServer> {
  const errors: string[] = [];
  const refusals: Refusal[] = [];
  const refusedResources: Refusal[] = [];
  const answer = answerer(refusals);
  const answerResource = answerer(refusals, refusedResources);
  const server = new Server(messageLimits);
  server.addService(ResourceMonitorService, {
    supportsFeature: answer(() => {
      const response = new SupportsFeatureResponse();
      response.setHassupport(true);
      return response;
    }),
    getDeploymentInfo: (_: unknown, reply: sendUnaryData<never>) => {
      reply({ code: status.UNIMPLEMENTED, details: "getDeploymentInfo is not served" });
    },
    registerResource: answerResource(engine.register.bind(engine)),
    registerResourceOutputs: answer((request: RegisterResourceOutputsRequest) => {
      engine.registerOutputs(request);
      return new Empty();
    }),
    readResource: answerResource(engine.read.bind(engine)),
    invoke: answer(lookups.invoke.bind(lookups)),
    call: answer(lookups.call.bind(lookups)),
    registerPackage: answer(engine.registerPackage.bind(engine)),
    registerStackTransform: answer((callback: Callback) => {
      engine.addStackTransform(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: answer((callback: Callback) => {
      lookups.addTransform(callback);
      return new Empty();
    }),
    // Hooks run around steps, and a preview makes none.
    registerResourceHook: answer(() => new Empty()),
    registerErrorHook: answer(() => new Empty()),
    signalAndWaitForShutdown: answer(() => new Empty()),
  });
  server.addService(EngineService, {
    log: answer((request: LogRequest) => {
      if (request.getSeverity() === LogSeverity.ERROR) errors.push(request.getMessage());
      return new Empty();
    }),
    getRootResource: answer(() => {
      const response = new GetRootResourceResponse();
      response.setUrn(engine.rootUrn);
      return response;
    }),
    setRootResource: answer((request: SetRootResourceRequest) => {
      engine.rootUrn = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: answer(() => new Empty()),
    requirePulumiVersion: answer(() => new RequirePulumiVersionResponse()),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    address: `127.0.0.1:${port}`,
    errors,
    refusals,
    refusedResources,
    close: () => {
      server.forceShutdown();
    },
  };
}

/** Makes handlers whose errors reach the program as messages, without a stack of ours. */
function answerer(...lists: readonly Refusal[][]) {
  return <Request, Response>(handle: (request: Request) => Response | Promise<Response>) =>
    (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => {
      Promise.resolve(call.request)
        .then(handle)
        .then(
          (response) => {
            reply(null, response);
          },
          (error: unknown) => {
            const refusal = error instanceof Refusal ? error : new Refusal(String(error));
            for (const refusals of lists) refusals.push(refusal);
            reply({ code: status.UNKNOWN, details: refusal.message });
          },
        );
    };
}
