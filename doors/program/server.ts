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
import { messageLimits } from "./limits";

/** A running pair of services, and what the program logged as errors. */
export interface EngineServer {
  readonly address: string;
  readonly errors: readonly string[];
  close(): void;
}

/** Serves one stack's engine to its program, on a port of the loopback interface. */
export async function serve(engine: Engine): Promise<EngineServer> {
  const errors: string[] = [];
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
    registerResource: answer(engine.register.bind(engine)),
    registerResourceOutputs: answer((request: RegisterResourceOutputsRequest) => {
      engine.registerOutputs(request);
      return new Empty();
    }),
    readResource: answer(engine.read.bind(engine)),
    invoke: answer(engine.invoke.bind(engine)),
    call: answer(engine.call.bind(engine)),
    registerPackage: answer(engine.registerPackage.bind(engine)),
    registerStackTransform: answer((callback: Callback) => {
      engine.addStackTransform(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: answer((callback: Callback) => {
      engine.addInvokeTransform(callback);
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
    close: () => {
      server.forceShutdown();
    },
  };
}

/** A handler whose errors reach the program as messages, without a stack of ours. */
function answer<Request, Response>(handle: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        (response) => {
          reply(null, response);
        },
        (error: unknown) => {
          reply({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}
