import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const subnetId = "ocid1.subnet.oc1.iad.aaaaaaaafunctions";
const profiles = new oci.nosql.Table("profiles", {
  compartmentId,
  name: "profiles",
  ddlStatement: "CREATE TABLE profiles (id STRING, profile JSON, PRIMARY KEY (id))",
  tableLimits: { maxReadUnits: 50, maxWriteUnits: 50, maxStorageInGbs: 10 },
});
const application = new oci.functions.Application("shop", {
  compartmentId,
  displayName: "shop",
  subnetIds: [subnetId],
});
const functions = ["read", "write"].map(
  (name) =>
    new oci.functions.Function(name, {
      applicationId: application.id,
      displayName: name,
      memoryInMbs: "256",
      image: `iad.ocir.io/shop/${name}:1`,
      config: { TABLE: profiles.id },
    }),
);
const gateway = new oci.apigateway.Gateway("gateway", { compartmentId, endpointType: "PUBLIC", subnetId });
new oci.apigateway.Deployment("profiles-api", {
  compartmentId,
  gatewayId: gateway.id,
  pathPrefix: "/profiles",
  specification: {
    loggingPolicies: { accessLog: { isEnabled: true }, executionLog: { isEnabled: true } },
    routes: functions.map((one, index) => ({
      path: "/{id}",
      methods: [index === 0 ? "GET" : "PUT"],
      backend: { type: "ORACLE_FUNCTIONS_BACKEND", functionId: one.id },
    })),
  },
});
