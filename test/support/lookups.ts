/** What a lookup is asked with, and its answer. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * What a cloud answers when a program looks something up, for the recorder of components and for the simulated providers:
 * names as Oracle's documentation has them, ids made up, the same for the same question.
 *
 * @param region - where the provider works
 */
export function lookUp(token: string, args: Fields, region: string): Fields {
  const list = lists[token];
  if (list === undefined) return answers[token] ?? named[token]?.(args) ?? {};
  const items = list.items(args, region).filter((item) => passes(item, args));
  return { [list.property]: list.isCollection === true ? [{ items }] : items };
}

/** In a form that only Google's own agents have. https://cloud.google.com/iam/docs/service-agents */
export const googleStorageAgent = "serviceAccount:service-111122223333@gs-project-accounts.iam.gserviceaccount.com";

const answers: Readonly<Record<string, Fields>> = {
  // https://docs.aws.amazon.com/datasync/latest/userguide/deploy-agents.html
  "aws:ssm/getParameter:getParameter": { insecureValue: "ami-0123456789abcdef0", type: "String" },
  "oci:ObjectStorage/getNamespace:getNamespace": { namespace: "axexample" },
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": { member: googleStorageAgent },
  "gcp:storage/getTransferProjectServiceAccount:getTransferProjectServiceAccount": {
    member: "serviceAccount:project-111122223333@storage-transfer-service.iam.gserviceaccount.com",
  },
  "gcp:logging/getProjectCmekSettings:getProjectCmekSettings": {
    serviceAccountId: "service-111122223333@gcp-sa-logging.iam.gserviceaccount.com",
  },
  "gcp:organizations/getProject:getProject": { number: "111122223333" },
};

/** What is asked for by the OCID of what it belongs to. */
const named: Readonly<Record<string, (args: Fields) => Fields>> = {
  "oci:Core/getCnvDnsResolverAssociation:getCnvDnsResolverAssociation": ({ vcnId }) => ({
    dnsResolverId: ocid("dnsresolver", String(vcnId)),
    state: "AVAILABLE",
  }),
  "oci:Dns/getResolver:getResolver": ({ resolverId }) => ({ defaultViewId: ocid("dnsview", String(resolverId)) }),
};

interface List {
  readonly property: string;
  /** Newer services wrap the list in a list of one. */
  readonly isCollection?: boolean;
  readonly items: (args: Fields, region: string) => readonly Fields[];
}

const lists: Readonly<Record<string, List>> = {
  // https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/servicegateway.htm
  "oci:Core/getServices:getServices": {
    property: "services",
    items: (_, region) => {
      const key = keyOf(region);
      return [
        { id: ocid("service", `all-${key}`), name: `All ${key} Services In Oracle Services Network` },
        { id: ocid("service", `storage-${key}`), name: `OCI ${key} Object Storage` },
      ].map((service) => ({
        ...service,
        description: service.name,
        cidrBlock: service.name.toLowerCase().replaceAll(" ", "-").replace("object-storage", "objectstorage"),
      }));
    },
  },
  "oci:Core/getPrivateIps:getPrivateIps": {
    property: "privateIps",
    items: ({ ipAddress, subnetId }) =>
      typeof ipAddress !== "string" || typeof subnetId !== "string"
        ? []
        : [{ id: ocid("privateip", ipAddress), ipAddress, subnetId, isPrimary: true }],
  },
  // https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/fastconnectprovider.htm
  "oci:Core/getFastConnectProviderServices:getFastConnectProviderServices": {
    property: "fastConnectProviderServices",
    items: (_, region) =>
      [
        ["Megaport", "Service", "LAYER2"],
        ["Equinix", "Fabric", "LAYER2"],
        ["Google Cloud", "OCI Interconnect", "LAYER3"],
      ].map(([providerName = "", providerServiceName = "", type]) => ({
        id: ocid("providerservice", `${region}-${providerName}-${providerServiceName}`),
        providerName,
        providerServiceName,
        type,
        supportedVirtualCircuitTypes: ["PRIVATE"],
      })),
  },
  // https://docs.oracle.com/en-us/iaas/cloud-guard/using/detect-recipes.htm
  "oci:CloudGuard/getDetectorRecipes:getDetectorRecipes": {
    property: "detectorRecipeCollections",
    isCollection: true,
    items: ({ displayName }) =>
      ["Activity", "Configuration", "Threat", "Instance Security"]
        .map((kind) => `OCI ${kind} Detector Recipe`)
        .filter((name) => displayName === undefined || displayName === name)
        .map((name) => ({ id: ocid("cloudguarddetectorrecipe", name), displayName: name, owner: "ORACLE" })),
  },
  "oci:CloudGuard/getResponderRecipes:getResponderRecipes": {
    property: "responderRecipeCollections",
    isCollection: true,
    items: ({ displayName }) =>
      ["OCI Responder Recipe"]
        .filter((name) => displayName === undefined || displayName === name)
        .map((name) => ({ id: ocid("cloudguardresponderrecipe", name), displayName: name, owner: "ORACLE" })),
  },
  // https://docs.oracle.com/en-us/iaas/Content/security-zone/using/security-zone-policies.htm
  "oci:CloudGuard/getSecurityPolicies:getSecurityPolicies": {
    property: "securityPolicyCollections",
    isCollection: true,
    items: () =>
      zonePolicies.map((name) => ({ id: ocid("securityzonessecuritypolicy", name), friendlyName: `deny ${name}` })),
  },
  // https://docs.oracle.com/en-us/iaas/Content/ContEng/Reference/contengimagesshapes.htm
  "oci:ContainerEngine/getNodePoolOption:getNodePoolOption": {
    property: "sources",
    items: ({ nodePoolK8sVersion }, region) =>
      ["8.10-2026.02.28-0", "8.10-2026.04.30-3", "8.10-aarch64-2026.04.30-3", "8.10-Gen2-GPU-2026.04.30-3"].map(
        (made) => {
          const version = typeof nodePoolK8sVersion === "string" ? nodePoolK8sVersion.slice(1) : "1.34.2";
          const sourceName = `Oracle-Linux-${made}-OKE-${version}-1462`;
          return { sourceType: "IMAGE", sourceName, imageId: ocid("image", `${region}-${sourceName}`) };
        },
      ),
  },
  "oci:Identity/getAvailabilityDomains:getAvailabilityDomains": {
    property: "availabilityDomains",
    items: availabilityDomains,
  },
};

/** https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm */
function availabilityDomains({ compartmentId }: Fields, region: string) {
  const place = keyOf(region) === "PHX" ? "PHX" : region.toUpperCase().replace(/-1$/, "");
  return (region === "us-ashburn-1" || region === "us-phoenix-1" ? [1, 2, 3] : [1]).map((number) => ({
    id: ocid("availabilitydomain", `${region}/${number}`),
    compartmentId,
    name: `Exmp:${place}-AD-${number}`,
  }));
}

/** Some of the policies that a security zone can have. */
const zonePolicies = [
  "public_buckets",
  "public_subnets",
  "internet_gateway",
  "db_instance_public_access",
  "buckets_without_vault_key",
  "block_volume_without_vault_key",
  "boot_volume_without_vault_key",
  "file_system_without_vault_key",
  "bucket_in_security_zone_move_to_compartment_not_in_security_zone",
  "block_volume_in_security_zone_move_to_compartment_not_in_security_zone",
  "boot_volume_in_security_zone_move_to_compartment_not_in_security_zone",
  "file_system_in_security_zone_move_to_compartment_not_in_security_zone",
  "db_instance_move_to_compartment_not_in_security_zone",
  "db_instance_subnet_not_in_security_zone",
];

/** Three letters, as names of services have it. */
function keyOf(region: string): string {
  return { "us-phoenix-1": "PHX", "us-sanjose-1": "SJC", "us-chicago-1": "ORD" }[region] ?? "IAD";
}

/** A lookup's own filters, which the provider applies after the service has answered. */
function passes(item: Fields, { filters }: Fields): boolean {
  if (!Array.isArray(filters)) return true;
  return (filters as readonly Filter[]).every(({ name, values, regex }) =>
    values.some((value) => {
      const found = String(item[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]);
      return regex === true ? new RegExp(value).test(found) : found === value;
    }),
  );
}

interface Filter {
  readonly name: string;
  readonly values: readonly string[];
  readonly regex?: boolean;
}

/** The OCID of something that is looked up. */
function ocid(kind: string, seed: string): string {
  return `ocid1.${kind}.oc1..${seed.toLowerCase().replaceAll(/[^a-z0-9]/g, "-")}`;
}
