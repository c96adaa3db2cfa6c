import { credentials } from "@grpc/grpc-js";
import { ConstructResponse, type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterResourceRequest, type RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";

/** Builds a remote component: itself, as it was asked for, and nothing in it, which the embedded engine couldn't see. */
export async function construct(request: ConstructRequest): Promise<ConstructResponse> {
  const registration = new RegisterResourceRequest();
  registration.setType(request.getType());
  registration.setName(request.getName());
  registration.setParent(request.getParent());
  registration.setObject(request.getInputs());
  registration.setDependenciesList(request.getDependenciesList());
  request.getInputdependenciesMap().forEach((dependencies, key: string) => {
    const copy = new RegisterResourceRequest.PropertyDependencies();
    copy.setUrnsList(dependencies.getUrnsList());
    registration.getPropertydependenciesMap().set(key, copy);
  });
  request.getProvidersMap().forEach((reference: string, name: string) => {
    registration.getProvidersMap().set(name, reference);
  });
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure());
  const registered = await new Promise<RegisterResourceResponse>((resolve, reject) => {
    monitor.registerResource(registration, (error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
  monitor.close();
  const response = new ConstructResponse();
  response.setUrn(registered.getUrn());
  response.setState(request.getInputs());
  return response;
}
