import { googleApiRange } from "./google-apis";

/** What may leave a center's network; nothing may enter it. */
export interface OutboundPlan {
  /** The addresses of all its machines. */
  readonly addressBlock: string;
  /** What they may reach over the private line, beside Google's APIs. */
  readonly lineRanges: readonly string[];
}

/** A rule of a firewall policy, in the service's own words: the first by priority that matches decides. */
export interface FirewallRule {
  readonly name: string;
  readonly why: string;
  readonly priority: number;
  readonly direction: "INGRESS" | "EGRESS";
  readonly action: "allow" | "deny";
  /** @default - any machine of the network */
  readonly from?: readonly string[];
  /** @default - any machine of the network */
  readonly to?: readonly string[];
  readonly protocol: "tcp" | "all";
  readonly ports?: readonly string[];
}

const everywhere = ["0.0.0.0/0"];

/**
 * Of rules for what leaves, both ends may be stated:
 * https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-details#sources-for-egress-rules
 */
const overTls = { direction: "EGRESS", action: "allow", protocol: "tcp", ports: ["443"] } as const;

/**
 * Plans the rules of a network whose machines fetch copies over TLS, and do nothing else. What they get from the metadata
 * server (names, time, credentials) no rule can keep from them.
 * https://docs.cloud.google.com/firewall/docs/firewalls#alwaysallowed
 */
export function planRules({ addressBlock, lineRanges }: OutboundPlan): FirewallRule[] {
  return [
    {
      ...overTls,
      name: "google-apis",
      why: "jobs and credentials, at the addresses without an internet route",
      priority: 1000,
      from: [addressBlock],
      to: [googleApiRange],
    },
    {
      ...overTls,
      name: "regional-apis",
      why: "objects and the secret, at endpoints among the network's own addresses",
      priority: 1050,
      from: [addressBlock],
      to: [addressBlock],
    },
    {
      ...overTls,
      name: "enclave",
      why: "objects of the enclave, over the private line",
      priority: 1100,
      from: [addressBlock],
      to: lineRanges,
    },
    {
      name: "nothing-enters",
      why: "nobody has to reach a machine here",
      priority: 65_000,
      direction: "INGRESS",
      action: "deny",
      from: everywhere,
      protocol: "all",
    },
    {
      name: "nothing-else-leaves",
      why: "by default, a network lets everything out",
      priority: 65_001,
      direction: "EGRESS",
      action: "deny",
      to: everywhere,
      protocol: "all",
    },
  ];
}
