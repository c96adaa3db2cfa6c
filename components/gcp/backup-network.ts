import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import {
  Network,
  NetworkFirewallPolicy,
  NetworkFirewallPolicyAssociation,
  NetworkFirewallPolicyRule,
  Route,
  Subnetwork,
} from "@pulumi/gcp/compute";
import { RegionalEndpoint } from "@pulumi/gcp/networkconnectivity";
import { ManagedZone, Policy, RecordSet } from "@pulumi/gcp/dns";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { googleProjectId, machineBlock, oracleServiceRange } from "./checks";
import { planRules } from "./firewall-plan";
import type { FirewallRule } from "./firewall-plan";
import { googleApiAddresses, googleApiHost, googleApiRange } from "./google-apis";

export interface BackupNetworkArgs extends Declaration {
  readonly projectId: string;
  /** Where its machines are. */
  readonly region: string;
  /** The addresses of its machines. */
  readonly addressBlock: string;
  /** What its machines may reach over the private line: the addresses of the enclave's object storage. */
  readonly lineRanges: readonly string[];
}

/** Where images come from: these names, too, can stand for the addresses of Google's APIs. */
const imageDomains = ["gcr.io", "pkg.dev"] as const;

/** APIs that couriers ask for in their own region. */
const regionalApis = ["secretmanager", "storage"] as const;

/**
 * The network of a center on Google Cloud: it has no way to or from the internet, but for the addresses of Google's APIs,
 * and a firewall policy that keeps everything in and out that a courier doesn't need.
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access
 */
export class BackupNetwork extends ComponentResource {
  readonly networkId: Output<string>;
  readonly subnetId: Output<string>;

  constructor(name: string, args: BackupNetworkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:BackupNetwork", name, declared(args), opts);

    const network = new Network(
      name,
      {
        project: args.projectId,
        description: "No way to the internet",
        autoCreateSubnetworks: false,
        deleteDefaultRoutesOnCreate: true,
        // A line in another region carries its packets, too.
        routingMode: "GLOBAL",
        // As the line has it.
        mtu: 1500,
        // Rules of the network itself, which anybody may add to a project, then can't open what the policy closes.
        networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL",
      },
      { parent: this },
    );
    this.declareFirewall(name, args, network);
    // Not a way to the internet: these addresses are announced to nobody outside Google's network.
    new Route(
      name,
      {
        project: args.projectId,
        description: "Google's APIs",
        network: network.id,
        destRange: googleApiRange,
        nextHopGateway: "default-internet-gateway",
        priority: 1000,
      },
      { parent: this },
    );

    this.networkId = network.id;
    this.subnetId = this.declareSubnet(name, args, network);
    this.registerOutputs({ networkId: this.networkId, subnetId: this.subnetId });
  }

  /** The policy is in force only once all its rules are there: a network without one lets everything out. */
  private declareFirewall(name: string, args: BackupNetworkArgs, network: Network): void {
    const project = args.projectId;
    const policy = new NetworkFirewallPolicy(
      name,
      { project, description: "Couriers reach Google's APIs and the enclave, and nothing else goes in or out" },
      { parent: this },
    );
    const rules = planRules(args).map(
      (rule) =>
        new NetworkFirewallPolicyRule(
          `${name}-${rule.name}`,
          { project, firewallPolicy: policy.name, ...ruleInputs(rule) },
          { parent: this },
        ),
    );
    new NetworkFirewallPolicyAssociation(
      name,
      { project, firewallPolicy: policy.name, attachmentTarget: network.id },
      { parent: this, dependsOn: rules },
    );
  }

  private declareSubnet(name: string, args: BackupNetworkArgs, network: Network): Output<string> {
    const project = args.projectId;
    const subnet = new Subnetwork(
      name,
      {
        project,
        region: args.region,
        network: network.id,
        ipCidrRange: args.addressBlock,
        stackType: "IPV4_ONLY",
        privateIpGoogleAccess: true,
        logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 1, metadata: "INCLUDE_ALL_METADATA" },
      },
      { parent: this },
    );
    const apis = this.answerHere(`${name}-apis`, "googleapis.com", args, network);
    for (const domain of imageDomains) this.answerHere(`${name}-${domain.replace(".", "-")}`, domain, args, network);
    for (const api of regionalApis) this.endHere(`${name}-${api}`, api, args, subnet, apis);
    new Policy(
      name,
      {
        project,
        description: "Every name that is asked for is logged",
        enableLogging: true,
        networks: [{ networkUrl: network.id }],
      },
      { parent: this },
    );
    return subnet.id;
  }

  /** Has a domain's names stand for the addresses of {@link googleApiRange}, in this network. */
  private answerHere(name: string, domain: string, args: BackupNetworkArgs, network: Network): ManagedZone {
    const project = args.projectId;
    const zone = new ManagedZone(
      name,
      {
        project,
        dnsName: `${domain}.`,
        description: "Google's APIs, without an internet route",
        visibility: "private",
        privateVisibilityConfig: { networks: [{ networkUrl: network.id }] },
        labels: labels(args),
      },
      { parent: this },
    );
    const within = { project, managedZone: zone.name, ttl: 300 };
    const host = domain === "googleapis.com" ? googleApiHost : domain;
    new RecordSet(name, { ...within, name: `${host}.`, type: "A", rrdatas: [...googleApiAddresses] }, { parent: this });
    new RecordSet(
      `${name}-names`,
      { ...within, name: `*.${domain}.`, type: "CNAME", rrdatas: [`${host}.`] },
      { parent: this },
    );
    return zone;
  }

  /**
   * Gives an API of the region an address in the subnet: what is asked for there stays in the region.
   * https://docs.cloud.google.com/vpc/docs/access-regional-google-apis-endpoints
   */
  private endHere(name: string, api: string, args: BackupNetworkArgs, subnet: Subnetwork, zone: ManagedZone): void {
    const { projectId: project, region } = args;
    const host = `${api}.${region}.rep.googleapis.com`;
    const endpoint = new RegionalEndpoint(
      name,
      {
        project,
        location: region,
        targetGoogleApi: host,
        accessType: "REGIONAL",
        network: subnet.network,
        subnetwork: subnet.id,
        labels: labels(args),
      },
      { parent: this },
    );
    new RecordSet(
      name,
      { project, managedZone: zone.name, name: `${host}.`, type: "A", ttl: 300, rrdatas: [endpoint.address] },
      { parent: this },
    );
  }
}

function ruleInputs(rule: FirewallRule) {
  return {
    ruleName: rule.name,
    description: rule.why,
    priority: rule.priority,
    direction: rule.direction,
    action: rule.action,
    enableLogging: true,
    match: {
      ...(rule.from !== undefined && { srcIpRanges: [...rule.from] }),
      ...(rule.to !== undefined && { destIpRanges: [...rule.to] }),
      layer4Configs: [{ ipProtocol: rule.protocol, ...(rule.ports !== undefined && { ports: [...rule.ports] }) }],
    },
  };
}

function refuseWrong(name: string, args: BackupNetworkArgs): void {
  check.refuseWrong("backup network", name, {
    ...declarationChecks(args),
    projectId: check.against(args.projectId, googleProjectId),
    region: check.against(args.region, check.region("gcp", "us-east4")),
    addressBlock: check.against(args.addressBlock, machineBlock),
    ...check.againstEach("lineRanges", args.lineRanges, oracleServiceRange),
  });
}
