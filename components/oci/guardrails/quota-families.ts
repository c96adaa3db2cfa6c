/** What a family's services do, which decides the quota that its statement is in. */
export type QuotaKind = "compute" | "storage" | "database" | "network" | "service";

/** The quotas of one service: the language has no word for all services, so each family is listed. */
export interface QuotaFamily {
  readonly name: string;
  readonly kind: QuotaKind;
  /** The page that names the family: the service refuses a quota with a name that it doesn't know. */
  readonly source: string;
}

const pages = "https://docs.oracle.com/en-us/iaas/Content/Quotas/Concepts";
const samples = `${pages}/sample_quotas.htm`;
const perService = (page: string) => `${pages}/resourcequotas_topic-${page}_Quotas.htm`;

/**
 * Every family that can hold, process or carry users' data, as far as Oracle documents its name. What has no family, such
 * as Logging, no quota can forbid.
 */
export const quotaFamilies: readonly QuotaFamily[] = [
  { name: "compute", kind: "compute", source: perService("Compute") },
  { name: "compute-core", kind: "compute", source: `${pages}/quota_policy_syntax.htm` },
  { name: "compute-memory", kind: "compute", source: perService("Compute") },
  { name: "container-engine", kind: "compute", source: perService("ContainerEngine") },
  { name: "block-storage", kind: "storage", source: perService("Block_Volume") },
  { name: "filesystem", kind: "storage", source: perService("File_Storage") },
  { name: "object-storage", kind: "storage", source: perService("Object_Storage") },
  { name: "kms", kind: "storage", source: perService("Vault") },
  { name: "database", kind: "database", source: samples },
  {
    name: "dbtools",
    kind: "database",
    source: "https://docs.oracle.com/en-us/iaas/database-tools/doc/service-quotas.html",
  },
  { name: "goldengate", kind: "database", source: perService("GoldenGate") },
  {
    name: "nosql",
    kind: "database",
    source: "https://docs.oracle.com/iaas/nosql-database/doc/oracle-nosql-database-cloud-service-subscription1.html",
  },
  { name: "vcn", kind: "network", source: perService("Networking") },
  { name: "load-balancer", kind: "network", source: `${pages}/loadbalancing_quotas.htm` },
  { name: "api-gateway", kind: "network", source: perService("APIGateway") },
  {
    name: "analytics",
    kind: "service",
    source: "https://docs.oracle.com/en-us/iaas/analytics-cloud/doc/service-quotas.html",
  },
  { name: "data-catalog", kind: "service", source: perService("Data_Catalog") },
  { name: "data-integration", kind: "service", source: perService("Data_Integration") },
  { name: "devops", kind: "service", source: perService("Devops") },
  { name: "email-delivery", kind: "service", source: perService("Email_Delivery") },
  { name: "events", kind: "service", source: perService("Events") },
  { name: "notifications", kind: "service", source: perService("Notifications") },
  { name: "resource-manager", kind: "service", source: perService("Resource_Manager") },
  { name: "streaming", kind: "service", source: perService("Streaming") },
];
