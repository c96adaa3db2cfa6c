import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "./unary";

/** What every provider of these tests answers alike: who it is. */
export function identity(name: string, version: string) {
  return {
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: unary(() => {
      const response = new GetSchemaResponse();
      response.setSchema(JSON.stringify({ name, version: version || "0.0.0" }));
      return response;
    }),
  };
}

export function typeOf(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
