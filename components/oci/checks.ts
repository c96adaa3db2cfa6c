import { lookUpPlace } from "../../policies/residency/geography";
import { pattern, privateBlock, publicRange, quote, usRegion } from "../checks";
import type { Check } from "../checks";

/** What an OCID is of, as the OCID itself says it. */
export type OcidKind =
  | "tenancy"
  | "compartment"
  | "key"
  | "certificate"
  | "privateip"
  | "vcn"
  | "subnet"
  | "loggroup"
  | "networksecuritygroup"
  | "drg"
  | "drgroutetable"
  | "vault"
  | "cluster";

/** https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm */
export function ocid(kind: OcidKind): Check<string> {
  const article = /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
  const form = String.raw`^ocid1\.${kind}\.oc\d+\.[a-z0-9-]*\.(?:[A-Za-z0-9_-]+\.)?[A-Za-z0-9_-]+$`;
  return pattern(
    `the OCID of ${article}, \`ocid1.${kind}.<realm>.[region].<unique id>\``,
    `ocid1.${kind}.oc1..aaaaexample`,
    new RegExp(form),
  );
}

/** An OCID of something regional, in one region: it says the region by its name or by its three-letter key. */
export function ocidIn(kind: OcidKind, region: string): Check<string> {
  const form = ocid(kind);
  return {
    allowed: `${form.allowed}, in ${quote(region)}`,
    example: `ocid1.${kind}.oc1.${region}.aaaaexample`,
    accepts: (value) => form.accepts(value) && isPlace(value.split(".")[3], region),
  };
}

function isPlace(name: string | undefined, region: string): boolean {
  const found = lookUpPlace("oci", name ?? "");
  return found.kind === "place" && found.place.id === region;
}

/** https://docs.oracle.com/en-us/iaas/api/#/en/identity/latest/datatypes/CreateCompartmentDetails */
export const oracleCompartmentName = pattern(
  "1 to 100 letters, digits, periods, hyphens and underscores",
  "us-enclave",
  /^[A-Za-z0-9._-]{1,100}$/,
);

/** https://docs.oracle.com/en-us/iaas/Content/Identity/domains/to-create-new-identity-domain.htm */
export const oracleDomainName = pattern(
  "1 to 80 letters, digits, periods, hyphens and underscores",
  "us-enclave",
  // The service takes 100; the names of the groups and policies are longer than the domain's.
  /^[A-Za-z0-9._-]{1,80}$/,
);

/** https://docs.oracle.com/en-us/iaas/api/#/en/objectstorage/latest/datatypes/CreateBucketDetails */
export const oracleBucketName = pattern(
  "1 to 256 letters, digits, hyphens, underscores and periods",
  "user-data",
  /^[A-Za-z0-9._-]{1,256}$/,
);

/** A bucket's name that leaves room for its replica's, which ends with `-replica`. */
export const evidenceBucketName = pattern(
  "1 to 248 letters, digits, hyphens, underscores and periods",
  "enclave-evidence",
  /^[A-Za-z0-9._-]{1,248}$/,
);

/**
 * What the networks of one side are planned in. The smallest leaves each firewall a subnet of /28; a network has /16 at most.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingVCNs_topic-Overview_of_VCNs_and_Subnets.htm
 */
export const oracleAddressBlock = privateBlock(16, 24, "10.20.0.0/16");

/** The addresses of a courier's subnet in its center: AWS has no smaller subnet, and a courier is a few machines. */
export const courierBlock = privateBlock(24, 28, "10.60.0.0/26");

/**
 * The service takes 100 characters; the authority's certificate has the name, too, and a common name has 64 at most.
 * https://docs.oracle.com/en-us/iaas/api/#/en/certificatesmgmt/latest/datatypes/CreateCertificateAuthorityDetails
 * https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1 (ub-common-name)
 */
export const oracleAuthorityName = pattern(
  "1 to 64 letters, digits, periods, hyphens and underscores",
  "us-enclave",
  /^[A-Za-z0-9._-]{1,64}$/,
);

/**
 * When a retention rule locks. The service asks for at least 14 days after the rule's last change, which is for it to check:
 * programs read no clock. The round trip refuses days that no calendar has.
 * https://docs.oracle.com/en-us/iaas/api/#/en/objectstorage/latest/datatypes/CreateRetentionRuleDetails
 */
export const lockTime: Check<string> = {
  allowed: "a time in UTC, `YYYY-MM-DDThh:mm:ssZ`, at least 14 days ahead when it is set",
  example: "2027-01-31T00:00:00Z",
  accepts: (value) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString() === value.replace("Z", ".000Z"),
};

/** How long a log keeps its entries. https://docs.oracle.com/en-us/iaas/api/#/en/logging-management/latest/Log */
export const logDays: Check<number> = {
  allowed: "a number of days in steps of 30, from 30 to 180",
  example: "180",
  accepts: (value) => value % 30 === 0 && value >= 30 && value <= 180,
};

/** Another region in the United States than `region`. */
export function otherUsRegion(region: string): Check<string> {
  const inUs = usRegion("oci", "us-phoenix-1");
  return {
    ...inUs,
    allowed: `${inUs.allowed}, other than ${quote(region)}`,
    accepts: (value) => value !== region && inUs.accepts(value),
  };
}

/** https://docs.oracle.com/en-us/iaas/api/#/en/database/latest/datatypes/CreateAutonomousDatabaseBase */
export const databaseName = pattern(
  "1 to 30 letters and digits, a letter first",
  "userdata",
  /^[A-Za-z][A-Za-z0-9]{0,29}$/,
);

/** https://docs.oracle.com/en-us/iaas/api/#/en/filestorage/latest/datatypes/CreateExportDetails */
export const exportPath = pattern(
  "an absolute path of letters, digits, periods, hyphens and underscores, without a slash at its end",
  "/user-data",
  /^(?:\/[A-Za-z0-9._-]{1,255})+$/,
);

/** Ashburn and Phoenix have three. https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm */
export const availabilityDomainNumber: Check<number> = {
  allowed: "the number of an availability domain, `1`, `2` or `3`",
  example: "1",
  accepts: (value) => [1, 2, 3].includes(value),
};

/**
 * Public addresses that a network source can list. A range of more than a /16 would hardly be a company's own, and one of
 * all addresses would take the condition away.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/networksources/Restricting_Access_to_Specific_IP_Addresses.htm
 */
export const officeRange = publicRange(16, "203.0.113.0/24");

/** https://docs.oracle.com/en-us/iaas/Content/ContEng/Concepts/contengaboutk8sversions.htm */
export const kubernetesVersion = pattern(
  "a version of Kubernetes from 1.30 on as Oracle writes it, `v<major>.<minor>.<patch>`",
  "v1.34.2",
  // Admission policies, which the deploy gate applies, came with 1.30.
  /^v1\.[3-9]\d\.\d{1,2}$/,
);

/**
 * A flexible shape of a virtual machine with x86 processors, which the nodes' image is for.
 * https://docs.oracle.com/en-us/iaas/Content/Compute/References/computeshapes.htm#flexible
 */
export const nodeShape = pattern(
  "a flexible shape with x86 processors, such as `VM.Standard.E5.Flex`",
  "VM.Standard.E5.Flex",
  /^VM\.Standard(?:3|\.E[3-6])\.Flex$/,
);

/**
 * The addresses of a cluster's pods or services, which are never seen outside it.
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Concepts/contengcidrblocks.htm
 */
export const clusterBlock = privateBlock(16, 20, "10.244.0.0/16");

/** What a registry computes from an image's content. https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests */
export const imageDigest = pattern(
  "the digest of an image, `sha256:<64 digits>`",
  `sha256:${"0".repeat(64)}`,
  /^sha256:[0-9a-f]{64}$/,
);

/** Where a registry's images are. https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registryprerequisites.htm */
export const inspectedPath = pattern(
  "`<region key>.ocir.io/<namespace>/<prefix>`",
  "iad.ocir.io/axexample/us-enclave",
  /^[a-z]{3}\.ocir\.io\/[a-z0-9]+(?:\/[a-z0-9._-]+)+$/,
);
