import { output, secret } from "@pulumi/pulumi";
import { Vault } from "@pulumi/oci/kms";
import { Provider } from "@pulumi/oci/provider";
import { planWebFirewall } from "../../../../components/oci/traffic/web-firewall-plan";
import { TrafficGateway } from "../../../../components/oci/traffic/traffic-gateway";
import type { TrafficGatewayArgs } from "../../../../components/oci/traffic/traffic-gateway";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<Omit<TrafficGatewayArgs, "authorityAccess">> = {}): TrafficGateway {
  const provider = new Provider("phoenix", { region: "us-phoenix-1" });
  // Any resource: the authority only comes after it.
  const authorityAccess = new Vault(
    "access",
    { compartmentId: "c", displayName: "d", vaultType: "DEFAULT" },
    { ...seen, provider },
  );
  return new TrafficGateway(
    "traffic",
    {
      dataClass: "us-user",
      owner: "data-platform",
      region: "us-phoenix-1",
      networkCompartmentId: "ocid1.compartment.oc1..network",
      keysCompartmentId: output("ocid1.compartment.oc1..keys"),
      subnetId: output("ocid1.subnet.oc1.phx.traffic"),
      groupId: "ocid1.networksecuritygroup.oc1.phx.traffic",
      logGroupId: "ocid1.loggroup.oc1.phx.logs",
      logDays: 180,
      applicationCidr: output("10.21.4.0/24"),
      entryPoints: [
        { address: "10.21.4.10", weight: 1 },
        { address: "10.21.4.11", weight: 3 },
      ],
      hostNames: ["www.example.com"],
      admittedCountries: [],
      requestsPerMinute: 600,
      healthPath: "/healthz",
      certificateId: "ocid1.certificate.oc1.phx.aaaa",
      authorityName: "us-enclave-phoenix",
      authorityKeyId: output("ocid1.key.oc1.phx.vault.key"),
      authorityAccess,
      minimumMbps: 10,
      maximumMbps: 100,
      ...change,
    },
    { ...seen, provider },
  );
}

const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};
const compartmentId = "ocid1.compartment.oc1..network";
const gateway = "stateside:oci:TrafficGateway traffic";
const shared = { name: "traffic", provider: "phoenix", protect: false, after: [], deletedWith: undefined };

/** What was declared inside a component, in order. */
async function children(parent: string) {
  return (await record(build)).filter((one) => one.parent === parent);
}

/** A component inside the gateway. */
function component(type: string) {
  return {
    ...shared,
    type,
    inputs: { dataClass: "us-user", owner: "data-platform" },
    parent: gateway,
    provider: undefined,
  };
}

function log(name: string, service: string, category: string, parent: string) {
  return {
    ...shared,
    type: "oci:Logging/log:Log",
    name,
    parent,
    inputs: {
      displayName: name,
      logGroupId: "ocid1.loggroup.oc1.phx.logs",
      logType: "SERVICE",
      isEnabled: true,
      retentionDuration: 180,
      configuration: { source: { sourceType: "OCISERVICE", service, category, resource: "traffic-id" } },
      ...tags,
    },
  };
}

it("declares an address that stays, a balancer that has it, and logs of every request", async () => {
  expect(await children(gateway)).toEqual([
    {
      ...shared,
      type: "oci:Core/publicIp:PublicIp",
      parent: gateway,
      inputs: { compartmentId, displayName: "traffic", lifetime: "RESERVED", ...tags },
      protect: true,
    },
    {
      ...shared,
      type: "oci:LoadBalancer/loadBalancer:LoadBalancer",
      parent: gateway,
      inputs: {
        compartmentId,
        displayName: "traffic",
        shape: "flexible",
        shapeDetails: { minimumBandwidthInMbps: 10, maximumBandwidthInMbps: 100 },
        subnetIds: ["ocid1.subnet.oc1.phx.traffic"],
        networkSecurityGroupIds: ["ocid1.networksecuritygroup.oc1.phx.traffic"],
        isPrivate: false,
        ipMode: "IPV4",
        reservedIps: [{ id: "traffic-id" }],
        isDeleteProtectionEnabled: true,
        ...tags,
      },
    },
    component("stateside:oci:PrivateAuthority"),
    component("stateside:oci:WebFirewall"),
    component("stateside:oci:ServedApplication"),
    log("traffic-access", "loadbalancer", "access", gateway),
    log("traffic-error", "loadbalancer", "error", gateway),
  ]);
});

it("takes a server's address by way of the subnet that it has to be in", async () => {
  // What comes of a secret is one: so it shows.
  const recorded = await record((seen) => build(seen, { applicationCidr: secret("10.21.4.0/24") }));
  const addresses = recorded.filter(({ type }) => type.endsWith(":Backend")).map(({ inputs }) => inputs["ipAddress"]);
  expect(addresses).toEqual(["10.21.4.10", "10.21.4.11"].map((value) => expect.objectContaining({ value }) as unknown));
});

it("leaves to the balancer what the address is assigned to", async () => {
  expect((await upkeep(build))["oci:Core/publicIp:PublicIp traffic"]).toEqual({ ignoreChanges: ["privateIpId"] });
});

it("has a certificate authority of its own, once that may use its key", async () => {
  const parent = "stateside:oci:PrivateAuthority traffic";
  expect(await children(parent)).toEqual([
    {
      ...shared,
      type: "oci:CertificatesManagement/certificateAuthority:CertificateAuthority",
      parent,
      inputs: {
        compartmentId: "ocid1.compartment.oc1..keys",
        name: "us-enclave-phoenix",
        description: "Issues the certificates of the application's servers",
        kmsKeyId: "ocid1.key.oc1.phx.vault.key",
        certificateAuthorityConfig: {
          configType: "ROOT_CA_GENERATED_INTERNALLY",
          signingAlgorithm: "SHA256_WITH_RSA",
          subject: { commonName: "us-enclave-phoenix", country: "US" },
        },
        certificateAuthorityRules: [
          {
            ruleType: "CERTIFICATE_AUTHORITY_ISSUANCE_EXPIRY_RULE",
            leafCertificateMaxValidityDuration: "P90D",
            certificateAuthorityMaxValidityDuration: "P365D",
          },
          { ruleType: "CERTIFICATE_AUTHORITY_ISSUANCE_RULE", pathLengthConstraint: 0 },
        ],
        ...tags,
      },
      protect: true,
      after: ["oci:Kms/vault:Vault access", "oci:LoadBalancer/loadBalancer:LoadBalancer traffic"],
    },
  ]);
});

it("inspects requests in the balancer, and logs what it did", async () => {
  const parent = "stateside:oci:WebFirewall traffic";
  const wishes = { hostNames: ["www.example.com"], admittedCountries: [], requestsPerMinute: 600 };
  expect(await children(parent)).toEqual([
    {
      ...shared,
      type: "oci:Waf/appFirewallPolicy:AppFirewallPolicy",
      parent,
      inputs: { compartmentId, displayName: "traffic", ...planWebFirewall(wishes), ...tags },
    },
    {
      ...shared,
      type: "oci:Waf/appFirewall:AppFirewall",
      parent,
      inputs: {
        compartmentId,
        displayName: "traffic",
        backendType: "LOAD_BALANCER",
        loadBalancerId: "traffic-id",
        webAppFirewallPolicyId: "traffic-id",
        ...tags,
      },
    },
    log("traffic-inspection", "waf", "all", parent),
  ]);
});

it("ends users' TLS, and sends on over TLS to servers that the enclave's authority knows, once it is inspected", async () => {
  const parent = "stateside:oci:ServedApplication traffic";
  const loadBalancerId = "traffic-id";
  const backend = (ipAddress: string, weight: number) => ({
    ...shared,
    type: "oci:LoadBalancer/backend:Backend",
    name: `traffic-${ipAddress}`,
    parent,
    inputs: { loadBalancerId, backendsetName: "application", ipAddress, port: 8443, weight },
  });
  expect(await children(parent)).toEqual([
    {
      ...shared,
      type: "oci:LoadBalancer/sslCipherSuite:SslCipherSuite",
      parent,
      inputs: {
        loadBalancerId,
        name: "enclave-bbf5069bd4ae",
        ciphers: [
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
        ],
      },
    },
    {
      ...shared,
      type: "oci:LoadBalancer/backendSet:BackendSet",
      parent,
      inputs: {
        loadBalancerId,
        name: "application",
        policy: "ROUND_ROBIN",
        healthChecker: {
          protocol: "HTTP",
          port: 8443,
          urlPath: "/healthz",
          returnCode: 200,
          isForcePlainText: false,
          intervalMs: 10_000,
          timeoutInMillis: 3_000,
          retries: 3,
        },
        sslConfiguration: {
          protocols: ["TLSv1.2", "TLSv1.3"],
          cipherSuiteName: "enclave-bbf5069bd4ae",
          trustedCertificateAuthorityIds: ["traffic-id"],
          verifyPeerCertificate: true,
          verifyDepth: 1,
        },
      },
    },
    backend("10.21.4.10", 1),
    backend("10.21.4.11", 3),
    {
      ...shared,
      type: "oci:LoadBalancer/ruleSet:RuleSet",
      parent,
      inputs: {
        loadBalancerId,
        name: "https",
        items: [
          {
            action: "CONTROL_ACCESS_USING_HTTP_METHODS",
            allowedMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
            statusCode: 405,
          },
          { action: "ADD_HTTP_RESPONSE_HEADER", header: "Strict-Transport-Security", value: "max-age=31536000" },
          { action: "REMOVE_HTTP_RESPONSE_HEADER", header: "Server" },
        ],
      },
    },
    {
      ...shared,
      type: "oci:LoadBalancer/listener:Listener",
      parent,
      inputs: {
        loadBalancerId,
        name: "https",
        defaultBackendSetName: "application",
        port: 443,
        protocol: "HTTP",
        ruleSetNames: ["https"],
        sslConfiguration: {
          protocols: ["TLSv1.2", "TLSv1.3"],
          cipherSuiteName: "enclave-bbf5069bd4ae",
          serverOrderPreference: "ENABLED",
          certificateIds: ["ocid1.certificate.oc1.phx.aaaa"],
          verifyPeerCertificate: false,
        },
      },
      after: ["stateside:oci:WebFirewall traffic"],
    },
  ]);
});

it.each<[Partial<TrafficGatewayArgs>, string]>([
  [
    { region: "eu-frankfurt-1", certificateId: "ocid1.certificate.oc1.eu-frankfurt-1.aaaa" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { subnetId: "traffic" },
    "`subnetId` is `traffic`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`",
  ],
  [
    { groupId: "traffic" },
    "`groupId` is `traffic`; use the OCID of a networksecuritygroup, `ocid1.networksecuritygroup.<realm>.[region].<unique id>`",
  ],
  [
    { certificateId: "ocid1.certificate.oc1.us-ashburn-1.aaaa" },
    "`certificateId` is `ocid1.certificate.oc1.us-ashburn-1.aaaa`; use the OCID of a certificate, " +
      "`ocid1.certificate.<realm>.[region].<unique id>`, in `us-phoenix-1`",
  ],
  [
    { entryPoints: [{ address: "10.21.4.10", weight: 0 }] },
    "`entryPoints[0]` is `10.21.4.10=0`; use a private IPv4 address, with a weight from 1 to 100 if need be, " +
      "such as `10.20.64.10=3`",
  ],
  [
    {
      entryPoints: [
        { address: "10.21.4.10", weight: 1 },
        { address: "10.21.4.10", weight: 3 },
      ],
    },
    "`entryPoints` is `10.21.4.10`; use each address once, with one weight",
  ],
  [
    { entryPoints: [] },
    "`entryPoints` is `[]`; use at least one: a private IPv4 address, with a weight from 1 to 100 if need be, " +
      "such as `10.20.64.10=3`",
  ],
  [{ healthPath: "/health?deep" }, "`healthPath` is `/health?deep`; use a path, such as `/healthz`"],
  [{ minimumMbps: 9 }, "`minimumMbps` is `9`; use a whole number of megabits per second from 10 to 8000"],
  [{ minimumMbps: 200 }, "`maximumMbps` is `100`; use a whole number of megabits per second from 200 to 8000"],
  [{ requestsPerMinute: 10 }, "`requestsPerMinute` is `10`; use a whole number of requests from 60 to 100000"],
  [
    { admittedCountries: ["US", "usa"] },
    "`admittedCountries[1]` is `usa`; use the two-letter code of a country, such as `US`",
  ],
  [
    { hostNames: ["www.example.com' || 'a"] },
    "`hostNames[0]` is `www.example.com' || 'a`; use a host name in small letters, such as `www.example.com`",
  ],
  [
    { authorityName: "us enclave" },
    "`authorityName` is `us enclave`; use 1 to 64 letters, digits, periods, hyphens and underscores",
  ],
  [{ logDays: 45 }, "`logDays` is `45`; use a number of days in steps of 30, from 30 to 180"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`traffic gateway \`traffic\`: ${message}`);
});
