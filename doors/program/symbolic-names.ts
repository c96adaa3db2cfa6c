import { answeredOfAws } from "./symbolic-names-aws";
import { packageOf } from "./urn";

/** What an output's text looks like. */
export type Form = "token" | "arn" | "ocid" | "self-link" | "email" | "member" | "host" | "url";

export interface AnsweredOutput {
  readonly cloud: "aws" | "gcp" | "oci";
  readonly name: string;
  readonly form: Form;
  /** The types that are meant; absent: every type of the cloud, for those that haven't the output don't ask for it. */
  readonly only?: readonly string[];
  /** Types whose output of this name may be absent, or is something else than a text. */
  readonly except?: readonly string[];
  /** Why a program, or who follows the data, needs it. */
  readonly because: string;
}

/**
 * The outputs beside `id` that stand for their resource, or for a way to it: nothing else of a resource is answered, and
 * no place ever is. A test holds the rows to what the installed SDKs declare.
 */
export const answeredOutputs: readonly AnsweredOutput[] = [
  ...answeredOfAws,
  {
    cloud: "gcp",
    name: "name",
    form: "token",
    because: "the name, or the full one, by which most resources refer to each other",
  },
  {
    cloud: "gcp",
    name: "selfLink",
    form: "self-link",
    because: "networks, machines and balancers refer to each other by it",
  },
  {
    ...{ cloud: "gcp", name: "email", form: "email" },
    only: ["gcp:serviceaccount/account:Account", "gcp:projects/serviceIdentity:ServiceIdentity"],
    because: "grants name an account by it",
  },
  {
    ...{ cloud: "gcp", name: "member", form: "member" },
    only: ["gcp:serviceaccount/account:Account", "gcp:projects/serviceIdentity:ServiceIdentity"],
    because: "grants name an account by it",
  },
  {
    ...{ cloud: "gcp", name: "writerIdentity", form: "member" },
    only: [
      "gcp:logging/billingAccountSink:BillingAccountSink",
      "gcp:logging/folderSink:FolderSink",
      "gcp:logging/organizationSink:OrganizationSink",
      "gcp:logging/projectSink:ProjectSink",
    ],
    because: "grants let a sink write by it",
  },
  {
    ...{ cloud: "gcp", name: "url", form: "url" },
    only: ["gcp:cloudfunctionsv2/function:Function"],
    because: "subscriptions and schedules lead to a function by it",
  },
  {
    ...{ cloud: "gcp", name: "uri", form: "url", only: ["gcp:cloudrunv2/service:Service"] },
    because: "subscriptions and schedules lead to a service by it",
  },
  {
    ...{ cloud: "gcp", name: "httpsTriggerUrl", form: "url", only: ["gcp:cloudfunctions/function:Function"] },
    because: "subscriptions and schedules lead to a function by it",
  },
  {
    ...{ cloud: "gcp", name: "address", form: "token" },
    only: ["gcp:compute/address:Address", "gcp:compute/globalAddress:GlobalAddress"],
    because: "records and balancers lead to the address by it",
  },
  {
    ...{ cloud: "gcp", name: "instanceGroup", form: "self-link" },
    only: [
      "gcp:compute/instanceGroupManager:InstanceGroupManager",
      "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
    ],
    because: "balancers lead to a group of machines by it",
  },
  {
    ...{ cloud: "gcp", name: "ipAddress", form: "token" },
    only: ["gcp:compute/forwardingRule:ForwardingRule", "gcp:compute/globalForwardingRule:GlobalForwardingRule"],
    because: "records lead to a balancer by it",
  },
  {
    ...{ cloud: "oci", name: "name", form: "token", except: ["oci:Identity/domainsUser:DomainsUser"] },
    because: "the name by which policies and object storage refer to a resource",
  },
  { cloud: "oci", name: "ocid", form: "ocid", because: "policies and grants name identities by it" },
  {
    ...{ cloud: "oci", name: "hostname", form: "host", only: ["oci:ApiGateway/gateway:Gateway"] },
    because: "records lead to an API by it",
  },
  {
    ...{ cloud: "oci", name: "endpoint", form: "url", only: ["oci:ApiGateway/deployment:Deployment"] },
    because: "subscriptions lead to an API by it",
  },
  {
    ...{ cloud: "oci", name: "cryptoEndpoint", form: "url", only: ["oci:Kms/vault:Vault"] },
    because: "keys are used through the vault that it leads to",
  },
  {
    ...{ cloud: "oci", name: "managementEndpoint", form: "url", only: ["oci:Kms/vault:Vault"] },
    because: "keys are made in the vault that it leads to",
  },
  {
    ...{ cloud: "oci", name: "ipAddress", form: "token", only: ["oci:Core/publicIp:PublicIp"] },
    because: "records lead to the address by it",
  },
  {
    cloud: "oci",
    name: "publicIp",
    form: "token",
    only: ["oci:Core/instance:Instance"],
    because: "records lead to a machine by it",
  },
  {
    cloud: "oci",
    name: "privateIp",
    form: "token",
    only: ["oci:Core/instance:Instance"],
    because: "records lead to a machine by it",
  },
];

/** The outputs beside `id` that are answered for a type; of a package that isn't in the table, none. */
export function answeredFor(type: string): AnsweredOutput[] {
  const own = packageOf(type);
  const isOf = ({ only, except = [] }: AnsweredOutput) => (only?.includes(type) ?? true) && !except.includes(type);
  return answeredOutputs.filter((row) => row.cloud === own && isOf(row));
}

export function answeredOutput(type: string, name: string): AnsweredOutput | undefined {
  return answeredFor(type).find((row) => row.name === name);
}
