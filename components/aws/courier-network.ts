import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { SecurityGroup, VpcEndpoint } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { JoinedNetwork } from "./backup-network";

export interface CourierNetworkArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly network: JoinedNetwork;
  /** Whether the courier's machine still has to be activated, which takes one request to it from inside the network. */
  readonly isActivating: boolean;
}

interface Rule {
  readonly from: SecurityGroup;
  /** Another group, or everywhere that the routes lead to. */
  readonly to: SecurityGroup | "anywhere";
  readonly ports: readonly [first: number, last: number];
}

/**
 * What the courier's machine may reach: DataSync's service, by an endpoint and by the interfaces that a task makes beside it,
 * and over the line whatever the firewall passes. Neither S3 nor keys: the service writes, in a network of its own. So there
 * are no endpoints for those. Nothing begins a connection with the machine but, until it is activated,
 * what is in the group for that.
 * https://docs.aws.amazon.com/datasync/latest/userguide/datasync-network.html#using-vpc-endpoint
 */
export class CourierNetwork extends ComponentResource {
  readonly endpointId: Output<string>;
  readonly courierGroupId: Output<string>;
  /** Of the interfaces that a task makes. */
  readonly endpointGroupArn: Output<string>;

  constructor(name: string, args: CourierNetworkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:CourierNetwork", name, declared(args), opts);
    const { networkId, subnetIds } = args.network;
    const named = (of: string) => ({ ...labels(args), Name: `${name}-${of}` });
    const group = (of: string, description: string): SecurityGroup =>
      new SecurityGroup(`${name}-${of}`, { vpcId: networkId, description, tags: named(of) }, { parent: this });
    const courier = group("courier", "The machine of the courier");
    const endpoints = group("endpoints", "The endpoint of DataSync, and the interfaces of its tasks");
    this.allow(`${name}-data`, args, { from: courier, to: endpoints, ports: [443, 443] });
    this.allow(`${name}-control`, args, { from: courier, to: endpoints, ports: [1024, 1064] });
    this.allow(`${name}-line`, args, { from: courier, to: "anywhere", ports: [443, 443] });
    if (args.isActivating) {
      const activation = group("activation", "Asks the machine of the courier for its activation key");
      this.allow(`${name}-activation`, args, { from: activation, to: courier, ports: [80, 80] });
    }

    const endpoint = new VpcEndpoint(
      name,
      {
        vpcId: networkId,
        serviceName: `com.amazonaws.${args.region}.datasync`,
        vpcEndpointType: "Interface",
        subnetIds: [subnetIds.endpoints],
        securityGroupIds: [endpoints.id],
        // The machine is told the endpoint's address when it is activated, and DataSync asks for names to stay as they are.
        // https://docs.aws.amazon.com/datasync/latest/userguide/datasync-in-vpc.html
        privateDnsEnabled: false,
        tags: named("datasync"),
      },
      { parent: this },
    );
    this.endpointId = endpoint.id;
    this.courierGroupId = courier.id;
    this.endpointGroupArn = endpoints.arn;
    this.registerOutputs({ endpointId: this.endpointId });
  }

  /** A rule at each end: a group that isn't asked lets nothing in, and one without rules nothing out. */
  private allow(name: string, args: Declaration, { from, to, ports }: Rule): void {
    const [fromPort, toPort] = ports;
    const common = { ipProtocol: "tcp", fromPort, toPort, tags: labels(args) };
    new SecurityGroupEgressRule(
      name,
      {
        securityGroupId: from.id,
        ...(to === "anywhere" ? { cidrIpv4: "0.0.0.0/0" } : { referencedSecurityGroupId: to.id }),
        ...common,
      },
      { parent: this },
    );
    if (to === "anywhere") return;
    new SecurityGroupIngressRule(
      name,
      { securityGroupId: to.id, referencedSecurityGroupId: from.id, ...common },
      { parent: this },
    );
  }
}

function refuseWrong(name: string, args: CourierNetworkArgs): void {
  check.refuseWrong("courier network", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
  });
}
