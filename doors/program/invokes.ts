import { type Cloud, placesOf } from "../../policies/residency/geography";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { policyDocument } from "./policy-document";

/** A lookup's result, as JSON data. */
export type Answer = Readonly<Record<string, unknown>>;

type Args = Readonly<Record<string, unknown>>;
type Answerer = (args: Args, region: string | undefined) => Answer | undefined;

/** The account, project and tenancy of every made-up answer: documentation values, never anybody's. */
export const exampleAccount = "123456789012";
export const exampleProject = "example-project";
const exampleProjectNumber = "123456789012";
const tenancy = "ocid1.tenancy.oc1..exampleuniqueid";

/** Makes a document of its arguments, and asks nobody. */
export const documentToken = "aws:iam/getPolicyDocument:getPolicyDocument";

/**
 * Answers to the lookups that ordinary programs await before they declare anything. An answer depends on the token, the
 * arguments and the provider's region alone; ids are made up, places are not. What isn't here is asked of the caller.
 */
const answerers: ReadonlyMap<string, Answerer> = new Map<string, Answerer>([
  ["aws:index/getCallerIdentity:getCallerIdentity", () => callerIdentity()],
  ["aws:index/getPartition:getPartition", (_, region) => partition(region)],
  ["aws:index/getRegion:getRegion", (args, region) => awsRegion(args, region)],
  ["aws:index/getAvailabilityZones:getAvailabilityZones", (args, region) => availabilityZones(args, region)],
  [
    "aws:ec2/getAmi:getAmi",
    () => ({ id: "ami-00000000000000000", imageId: "ami-00000000000000000", architecture: "x86_64" }),
  ],
  ["aws:ec2/getAmiIds:getAmiIds", () => ({ id: "amis", ids: ["ami-00000000000000000"] })],
  [documentToken, (args) => policyDocument(args)],
  ["gcp:organizations/getProject:getProject", (args) => gcpProject(args)],
  [
    "gcp:organizations/getClientConfig:getClientConfig",
    (_, region) => ({ id: "config", project: exampleProject, region: region ?? "", zone: "" }),
  ],
  ["gcp:compute/getZones:getZones", (args, region) => gcpZones(args, region)],
  ["gcp:compute/getImage:getImage", () => gcpImage()],
  // The service agent of every project: https://cloud.google.com/storage/docs/projects#service-agents
  ["gcp:storage/getProjectServiceAccount:getProjectServiceAccount", () => storageAgent()],
  // https://cloud.google.com/storage-transfer/docs/source-cloud-storage
  ["gcp:storage/getTransferProjectServiceAccount:getTransferProjectServiceAccount", () => transferAgent()],
  // https://cloud.google.com/logging/docs/routing/managed-encryption-storage
  ["gcp:logging/getProjectCmekSettings:getProjectCmekSettings", (args) => loggingAgent(args)],
  ["oci:ObjectStorage/getNamespace:getNamespace", () => ({ id: "namespace", namespace: "examplenamespace" })],
  ["oci:Identity/getAvailabilityDomains:getAvailabilityDomains", (args, region) => availabilityDomains(args, region)],
  [
    "oci:Core/getImages:getImages",
    (args) => ({ ...args, id: "images", images: [{ id: `ocid1.image.oc1..exampleuniqueid` }] }),
  ],
]);

/** The tokens that are answered without `--invokes`. */
export const answeredTokens: readonly string[] = [...answerers.keys()].sort();

/** Those whose output form is answered too: what they give follows from the region and the arguments alone. */
export const exactTokens: readonly string[] = [
  documentToken,
  "aws:index/getAvailabilityZones:getAvailabilityZones",
  "aws:index/getPartition:getPartition",
  "aws:index/getRegion:getRegion",
  "gcp:compute/getZones:getZones",
  "gcp:logging/getProjectCmekSettings:getProjectCmekSettings",
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount",
  "gcp:storage/getTransferProjectServiceAccount:getTransferProjectServiceAccount",
  "oci:Identity/getAvailabilityDomains:getAvailabilityDomains",
];

/**
 * Those whose output form is answered with the made-up account or project that the awaited form gets, where outputs are
 * texts that stand for something: nothing of a place follows from them.
 */
export const standInTokens: readonly string[] = [
  "aws:index/getCallerIdentity:getCallerIdentity",
  "gcp:organizations/getClientConfig:getClientConfig",
  "gcp:organizations/getProject:getProject",
  "oci:ObjectStorage/getNamespace:getNamespace",
];

/** The built-in answer to a lookup; undefined when there is none. */
export function builtInAnswer(token: string, args: Struct, region: string | undefined): Answer | undefined {
  return answerers.get(token)?.(args.toJavaScript(), region);
}

function callerIdentity(): Answer {
  return {
    id: exampleAccount,
    accountId: exampleAccount,
    arn: `arn:aws:iam::${exampleAccount}:user/example`,
    userId: "EXAMPLE",
  };
}

function partition(region: string | undefined): Answer | undefined {
  if (region === undefined) return undefined;
  const name = partitionOf(region);
  const suffix = name === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const reverseDnsPrefix = suffix.split(".").reverse().join(".");
  return { id: name, partition: name, dnsSuffix: suffix, reverseDnsPrefix };
}

/** Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export function partitionOf(region: string): string {
  return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function awsRegion(args: Args, providerRegion: string | undefined): Answer | undefined {
  const region = text(args["region"]) ?? text(args["name"]) ?? providerRegion;
  if (region === undefined) return undefined;
  return { id: region, name: region, region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
}

function availabilityZones(args: Args, providerRegion: string | undefined): Answer | undefined {
  const region = text(args["region"]) ?? providerRegion;
  if (region === undefined || !asksForAllZones(args)) return undefined;
  const names = ["a", "b", "c"].map((letter) => `${region}${letter}`);
  return {
    id: region,
    region,
    names,
    zoneIds: names.map((_, index) => `${region}-az${index + 1}`),
    groupNames: [region],
  };
}

/** What narrows or widens the list (Local Zones, Wavelength Zones) is the cloud's to say. */
function asksForAllZones({ filters, allAvailabilityZones, state }: Args): boolean {
  const isFiltered = Array.isArray(filters) && filters.length > 0;
  return !isFiltered && allAvailabilityZones !== true && (text(state) ?? "available") === "available";
}

function gcpProject(args: Args): Answer {
  const projectId = text(args["projectId"]) ?? exampleProject;
  return {
    id: `projects/${projectId}`,
    projectId,
    number: exampleProjectNumber,
    name: projectId,
    orgId: "",
    labels: {},
  };
}

function gcpZones(args: Args, providerRegion: string | undefined): Answer | undefined {
  const region = text(args["region"]) ?? providerRegion;
  if (region === undefined) return undefined;
  // Zones for accelerators are not offered to who asks for any.
  const names = zonesOf("gcp", region).filter((zone) => !/-ai\d/.test(zone));
  return names.length === 0 ? undefined : { id: region, region, names };
}

/** The zones that the kernel knows of a region, in their order: where an answer says a place, it is a real one. */
function zonesOf(cloud: Cloud, region: string): readonly string[] {
  const zones = placesOf(cloud).filter(({ kind, regions }) => kind === "zone" && regions.includes(region));
  return zones.map(({ id }) => id);
}

function gcpImage(): Answer {
  const selfLink = `https://www.googleapis.com/compute/v1/projects/${exampleProject}/global/images/example`;
  return { id: selfLink, selfLink, name: "example", family: "example", project: exampleProject };
}

function storageAgent(): Answer {
  const emailAddress = `service-${exampleProjectNumber}@gs-project-accounts.iam.gserviceaccount.com`;
  return { id: emailAddress, emailAddress, member: `serviceAccount:${emailAddress}`, project: exampleProject };
}

function transferAgent(): Answer {
  const email = `project-${exampleProjectNumber}@storage-transfer-service.iam.gserviceaccount.com`;
  return { id: email, email, member: `serviceAccount:${email}`, project: exampleProject, subjectId: "" };
}

function loggingAgent(args: Args): Answer {
  const project = text(args["project"]) ?? exampleProject;
  const serviceAccountId = `service-${exampleProjectNumber}@gcp-sa-logging.iam.gserviceaccount.com`;
  return {
    id: `projects/${project}/cmekSettings`,
    name: `projects/${project}/cmekSettings`,
    project,
    serviceAccountId,
  };
}

function availabilityDomains(args: Args, region: string | undefined): Answer | undefined {
  const compartmentId = text(args["compartmentId"]) ?? tenancy;
  const zones = region === undefined ? [] : zonesOf("oci", region);
  if (zones.length === 0) return undefined;
  const id = "ocid1.availabilitydomain.oc1..exampleuniqueid";
  const availabilityDomains = zones.map((zone, index) => ({
    id: `${id}${index + 1}`,
    compartmentId,
    name: `Exmp:${zone}`,
  }));
  return { id: "availability-domains", compartmentId, availabilityDomains };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
