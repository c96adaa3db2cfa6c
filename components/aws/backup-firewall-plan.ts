/** What a firewall rule of the first stage looks at. */
interface Packets {
  readonly protocol: number;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** What a backup center's firewall lets through. */
export interface FirewallPlan {
  /** Packets that the second stage is to look at; others are dropped, of whatever protocol. */
  readonly inspected: readonly Packets[];
  /** Rules in Suricata's language, one a line, in order; what none lets through is dropped. */
  readonly rules: string;
}

const anywhere = "0.0.0.0/0";
/** https://www.iana.org/assignments/protocol-numbers */
const [icmp, tcp] = [1, 6];

/**
 * Plans the firewall between a private line and the courier. The first stage knows connections' packets by address and port
 * alone, and hands TCP to port 443 on; the second passes connections that the courier begins, and of those only TLS to the one
 * host. A router's word that a packet is too big is let in, as large requests would be lost without it.
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-examples.html
 *
 * @param courier - the block of the courier's subnet
 * @param host - the name that the courier has to ask for in TLS
 */
export function planFirewall(courier: string, host: string): FirewallPlan {
  return {
    inspected: [
      { protocol: tcp, source: courier, destination: anywhere, destinationPort: 443 },
      { protocol: tcp, source: anywhere, destination: courier, sourcePort: 443 },
      { protocol: icmp, source: anywhere, destination: courier },
    ],
    rules: [
      `pass tls ${courier} any -> any 443 (msg:"to the storage of the primary"; flow:to_server,established; ` +
        `tls.sni; content:"${host}"; startswith; endswith; nocase; sid:1; rev:1;)`,
      `pass icmp any any -> ${courier} any (msg:"a packet is too big"; itype:3; icode:4; sid:2; rev:1;)`,
      `drop icmp any any -> any any (msg:"other messages of routers"; sid:3; rev:1;)`,
      `drop tcp any any -> ${courier} any (msg:"connections to the courier"; flow:to_server; sid:4; rev:1;)`,
    ].join("\n"),
  };
}
