import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";

/** As large as Pulumi's own: a deployment in one message. */
const options = { "grpc.max_receive_message_length": 400 << 20, "grpc.max_send_message_length": 400 << 20 };

/** Serves a plugin on a free port, and returns it. */
export function serve(service: ServiceDefinition, implementation: UntypedServiceImplementation): Promise<number> {
  const server = new Server(options);
  server.addService(service, implementation);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/** Serves a plugin as the engine starts one: its port is the first line of its output. */
export function servePlugin(service: ServiceDefinition, implementation: UntypedServiceImplementation) {
  endWithParent();
  serve(service, implementation)
    .then((port) => {
      console.log(String(port));
    })
    .catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
}

/** An engine that is killed tells its plugins nothing. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 1000).unref();
}
