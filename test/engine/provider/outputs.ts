import { createHash } from "node:crypto";
import type { Properties } from "./declarations";
import { unknown, type Inputs } from "./validation";

export interface Subject {
  readonly cloud: string;
  readonly type: string;
  readonly name: string;
  /** Where its provider works; empty when nothing says so. */
  readonly region: string;
}

/** What a type gives back: its inputs, and for each output that was none, a value of the declared kind. */
export function outputsOf(subject: Subject, inputs: Inputs, declared: Properties, preview: boolean): Inputs {
  const computed = [...declared]
    .filter(([name, { optional }]) => !optional && inputs[name] === undefined)
    .map(([name, { type }]) => [name, preview ? unknown : plausible(subject, inputs, name, type)] as const);
  return { ...Object.fromEntries(computed), ...inputs };
}

/** What a resource that is there gives back: bridged providers have its id among its outputs, too. */
export function outputsOfExisting(subject: Subject, inputs: Inputs, declared: Properties, id: string): Inputs {
  return { id, ...outputsOf(subject, inputs, declared, false) };
}

/** An id in the cloud's own form. */
export function idOf({ cloud, type, name, region }: Subject, inputs: Inputs): string {
  const kind = type.split(":")[2] ?? "";
  switch (cloud) {
    case "oci":
      return ocid(ocidKinds[type] ?? kind.toLowerCase(), `${type}/${name}`);
    case "gcp": {
      const { project = "example-project", location = region } = inputs;
      if (type === "gcp:storage/bucket:Bucket") return calledOf(name, inputs);
      return `projects/${String(project)}/locations/${String(location)}/${kind.toLowerCase()}s/${name}`;
    }
    default:
      // A bucket, and what belongs to it, has the bucket's name for its id.
      if (type.startsWith("aws:s3/bucket") && typeof inputs["bucket"] === "string") return inputs["bucket"];
      return `${name}-${hash(`${type}/${name}`, 7)}`;
  }
}

/** The name that a provider gives to what the program names not. */
export function autoName(name: string, seed: string): string {
  return `${name}-${hash(seed, 7)}`;
}

/** Where the kind that an OCID says isn't the type's name: its service comes first. */
const ocidKinds: Readonly<Record<string, string>> = {
  "oci:CloudGuard/securityRecipe:SecurityRecipe": "securityzonessecurityzonerecipe",
  "oci:CloudGuard/target:Target": "cloudguardtarget",
  "oci:Dns/steeringPolicy:SteeringPolicy": "dnspolicy",
  "oci:Dns/steeringPolicyAttachment:SteeringPolicyAttachment": "dnspolicyattachment",
  "oci:Dns/zone:Zone": "dns-zone",
  "oci:Events/rule:Rule": "eventrule",
  "oci:Identity/tag:Tag": "tagdefinition",
  "oci:Ons/notificationTopic:NotificationTopic": "onstopic",
  "oci:Ons/subscription:Subscription": "onssubscription",
  "oci:Waf/appFirewall:AppFirewall": "webappfirewall",
  "oci:Waf/appFirewallPolicy:AppFirewallPolicy": "webappfirewallpolicy",
};

function ocid(kind: string, seed: string): string {
  return `ocid1.${kind}.oc1..${hash(seed, 60)}`;
}

/** One of the addresses for documentation. https://www.rfc-editor.org/rfc/rfc5737 */
function addressOf(seed: string): string {
  return `203.0.113.${1 + (Number.parseInt(hash(seed, 4), 16) % 254)}`;
}

/** Lists that programs read and that are never empty. */
const lists: Readonly<Record<string, readonly unknown[]>> = {
  "aws:networkfirewall/firewall:Firewall.firewallStatuses": [
    {
      syncStates: [
        { availabilityZone: "us-east-1a", attachments: [{ endpointId: "vpce-firewall", subnetId: "subnet" }] },
      ],
    },
  ],
  "oci:Core/drg:Drg.defaultDrgRouteTables": [{ virtualCircuit: "ocid1.drgroutetable.oc1..default" }],
  "oci:Dns/zone:Zone.nameservers": [{ hostname: "ns1.example.net." }, { hostname: "ns2.example.net." }],
};

/** The lists of a type that are never empty, by property. */
export function listsOf(type: string): Inputs {
  const own = Object.entries(lists).filter(([key]) => key.startsWith(`${type}.`));
  return Object.fromEntries(own.map(([key, list]) => [key.slice(type.length + 1), list]));
}

/** Constant for the same subject: a refresh finds nothing changed. */
function plausible(subject: Subject, inputs: Inputs, property: string, type: string): unknown {
  const list = lists[`${subject.type}.${property}`];
  if (list !== undefined) return list;
  if (type.endsWith("[]")) return [];
  if (/^(\{|outputs\.)/.test(type)) return {};
  if (type === "number") return 1;
  if (type === "boolean") return false;
  return text(subject, inputs, property);
}

function text(subject: Subject, inputs: Inputs, property: string): string {
  const { cloud, type, name, region } = subject;
  if (/^arn$|Arn$/.test(property)) return arnOf(subject, inputs);
  if (property === "selfLink") {
    return `https://www.googleapis.com/${type.split(/[:/]/)[1] ?? ""}/v1/${idOf(subject, inputs)}`;
  }
  if (/^time|(Time|Date|At)$/.test(property)) return "2026-01-01T00:00:00Z";
  if (/^(state|status|lifecycleState)$/.test(property)) return "ACTIVE";
  if (/^(accountId|ownerId)$/.test(property)) return "111122223333";
  if (property === "region") return region;
  if (property === "project") return "example-project";
  if (cloud === "gcp" && property === "email") return googleAccount(inputs);
  if (cloud === "gcp" && property === "member") return `serviceAccount:${googleAccount(inputs)}`;
  if (property === "writerIdentity") return `serviceAccount:${googleAccount({ service: "logging" })}`;
  if (property === "json") return JSON.stringify({ Version: "2012-10-17", Statement: [] });
  if (/Endpoint$/.test(property)) return `https://${hash(`${type}/${name}`, 8)}.example.com`;
  if (/^ip(v4)?address$/i.test(property)) return addressOf(`${type}/${name}`);
  if (cloud === "oci" && property === "ocid") return ocid("unknown", `${type}/${name}`);
  if (cloud === "oci" && /Id$/.test(property)) {
    return ocid(property.replace(/^default|Id$/g, "").toLowerCase(), `${type}/${name}`);
  }
  if (type === "oci:Identity/domain:Domain" && /url$/i.test(property)) {
    return `https://idcs-${hash(name, 32)}.identity.oraclecloud.com:443`;
  }
  return `${name === "" ? "example" : name}-${property.toLowerCase()}`;
}

/** A service's own account, or one of a project. https://cloud.google.com/iam/docs/service-account-types */
function googleAccount({ service, accountId = "default", project = "example-project" }: Inputs): string {
  if (typeof service !== "string") return `${String(accountId)}@${String(project)}.iam.gserviceaccount.com`;
  return `service-111122223333@gcp-sa-${service.replace(/\..*/, "")}.iam.gserviceaccount.com`;
}

/** Services whose ARNs tell no region, and those whose ARNs hold the bare name. */
const global: ReadonlySet<string> = new Set(["cloudfront", "iam", "route53", "s3"]);
const bareNames: ReadonlySet<string> = new Set(["s3", "sns", "sqs"]);

function arnOf({ type, name, region }: Subject, inputs: Inputs): string {
  const [, service = "", , kind = ""] = type.split(/[:/]/);
  const called = calledOf(name, inputs);
  const resource = bareNames.has(service) ? called : `${kind.toLowerCase()}/${called}`;
  const account = service === "s3" ? "" : "111122223333";
  return `arn:aws:${service}:${global.has(service) ? "" : region}:${account}:${resource}`;
}

/** The name in the cloud. */
function calledOf(name: string, { bucket, name: own }: Inputs): string {
  const [called = name] = [bucket, own].filter((one) => typeof one === "string");
  return called;
}

function hash(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
