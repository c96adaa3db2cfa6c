import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const application = new oci.functions.Application("shop", {
  compartmentId,
  displayName: "shop",
  subnetIds: ["ocid1.subnet.oc1.iad.aaaaaaaafunctions"],
});
const cart = new oci.functions.Function("cart", {
  applicationId: application.id,
  displayName: "cart",
  memoryInMbs: "256",
  image: "iad.ocir.io/shop/cart:1",
});
const gateway = new oci.apigateway.Gateway("gateway", {
  compartmentId,
  endpointType: "PUBLIC",
  subnetId: "ocid1.subnet.oc1.iad.aaaaaaaaedge",
});
new oci.apigateway.Deployment("cart-api", {
  compartmentId,
  gatewayId: gateway.id,
  pathPrefix: "/cart",
  specification: {
    routes: [
      {
        path: "/{id}",
        methods: ["GET"],
        backend: { type: "ORACLE_FUNCTIONS_BACKEND", functionId: cart.id },
      },
    ],
  },
});
new oci.waas.Policy("firewall", {
  compartmentId,
  domain: "shop.example.com",
  origins: [{ label: "gateway", uri: gateway.hostname }],
  wafConfig: {
    origin: "gateway",
    cachingRules: [{ name: "carts", action: "CACHE", criterias: [{ condition: "URL_STARTS_WITH", value: "/cart" }] }],
  },
});
