import type { Invariant } from "../invariant";
import { about, at, fields, members, named, rows, some, text, texts, type Enclave, type One } from "../reading";

const everywhere = "0.0.0.0/0";

/** What leads out of a network on AWS, or lets somebody in. */
const waysOut =
  /^aws:(?:ec2\/(?:internetGateway|natGateway|egressOnlyInternetGateway|eip|vpcPeering|carrierGateway|vpnConnection)|ec2transitgateway\/|vpclattice\/|globalaccelerator\/|lb\/|apigateway)/;

export const virginiaHasNoInternet: Invariant = {
  name: "virginia-has-no-internet",
  says: "the backup's network has no way out but its private line, no public address, and default groups and routes that let nothing pass",
  *problems(enclave) {
    for (const each of enclave.resources) if (waysOut.test(each.type)) yield `${about(each)} is a way out`;
    const network = named(enclave, "aws:ec2/vpc", "backup");
    for (const subnet of some(enclave, "aws:ec2/subnet")) {
      if (at(subnet, "mapPublicIpOnLaunch") !== false) yield `${about(subnet)} gives out public addresses`;
      if (at(subnet, "vpcId") !== network.urn) yield `${about(subnet)} is in another network`;
    }
    const group = named(enclave, "aws:ec2/defaultSecurityGroup", "backup");
    for (const rules of ["ingress", "egress"])
      if (!Array.isArray(at(group, rules)) || members(group, rules).length > 0)
        yield `${about(group)} lets something pass`;
    const table = named(enclave, "aws:ec2/defaultRouteTable", "backup");
    if (!Array.isArray(at(table, "routes")) || members(table, "routes").length > 0)
      yield `${about(table)} leads somewhere`;
    for (const machine of some(enclave, "aws:ec2/instance")) {
      if (at(machine, "associatePublicIpAddress") !== false) yield `${about(machine)} has a public address`;
      if (text(machine, "metadataOptions.httpTokens") !== "required") yield `${about(machine)} tells anybody who it is`;
      if (at(machine, "rootBlockDevice.encrypted") !== true) yield `${about(machine)} has an open disk`;
      const groups = texts(machine, "vpcSecurityGroupIds").map((id) => enclave.find(id)?.name);
      if (groups.join() !== "backup-courier") yield `${about(machine)} is in ${groups.join() || "the default group"}`;
    }
    for (const endpoint of some(enclave, "aws:ec2/vpcEndpoint")) {
      const groups = texts(endpoint, "securityGroupIds").map((id) => enclave.find(id)?.name);
      if (groups.join() !== "backup-endpoints")
        yield `${about(endpoint)} is in ${groups.join() || "the default group"}`;
      const subnets = texts(endpoint, "subnetIds").map((id) => enclave.find(id)?.name);
      if (subnets.join() !== "backup-endpoints") yield `${about(endpoint)} is elsewhere`;
    }
    const agent = named(enclave, "aws:datasync/agent", "courier");
    if (enclave.find(at(agent, "vpcEndpointId")) === undefined) yield `${about(agent)} goes to AWS by the internet`;
    for (const [input, name] of [
      ["securityGroupArns", "SecurityGroup::backup-endpoints#arn"],
      ["subnetArns", "Subnet::backup-endpoints#arn"],
    ] as const)
      if (!texts(agent, input).join().endsWith(name)) yield `${about(agent)} has its ends elsewhere`;
    yield* wrongGroups(enclave);
  },
};

/** Between courier and endpoint, and from the courier to the line: each rule as `from to ports`. */
const planned = [
  "Egress backup-courier backup-endpoints 1024-1064",
  "Egress backup-courier backup-endpoints 443-443",
  `Egress backup-courier ${everywhere} 443-443`,
  "Ingress backup-endpoints backup-courier 1024-1064",
  "Ingress backup-endpoints backup-courier 443-443",
];

function* wrongGroups(enclave: Enclave) {
  const rules = (["Egress", "Ingress"] as const).flatMap((direction) =>
    some(enclave, `aws:vpc/securityGroup${direction}Rule`).map((rule) => {
      const group = enclave.find(at(rule, "securityGroupId"))?.name;
      const peer = enclave.find(at(rule, "referencedSecurityGroupId"))?.name ?? text(rule, "cidrIpv4");
      return `${direction} ${String(group)} ${peer} ${String(at(rule, "fromPort"))}-${String(at(rule, "toPort"))}`;
    }),
  );
  for (const rule of planned) if (!rules.includes(rule)) yield `no group has the rule ${rule}`;
  for (const rule of rules) if (!planned.includes(rule)) yield `nobody needs the rule ${rule}`;
}

/** Each route: its table, what it leads to, and through what. */
const routes = [
  `backup-courier ${everywhere} Firewall`,
  `backup-firewall ${everywhere} VpnGateway`,
  "backup-line backup-courier Firewall",
  "backup-line backup-endpoints Firewall",
];

export const virginiaLineIsInspected: Invariant = {
  name: "virginia-line-is-inspected",
  says: "between line and courier everything goes through the network firewall, both ways; endpoints have no route to the line",
  *problems(enclave) {
    const subnets = new Map(some(enclave, "aws:ec2/subnet").map((each) => [text(each, "cidrBlock"), each.name]));
    const found = some(enclave, "aws:ec2/route").map((route) => {
      const table = enclave.find(at(route, "routeTableId"))?.name;
      const block = text(route, "destinationCidrBlock");
      const [way] = [text(route, "vpcEndpointId"), text(route, "gatewayId")].filter((id) => id !== "");
      const through = enclave.find(way?.replace(/#.*$/, ""))?.type.split(":")[2];
      return `${String(table)} ${subnets.get(block) ?? block} ${through ?? "nothing"}`;
    });
    for (const route of routes) if (!found.includes(route)) yield `there is no route ${route}`;
    for (const route of found) if (!routes.includes(route)) yield `nobody needs the route ${route}`;
    for (const place of ["courier", "firewall", "endpoints", "line"]) {
      const table = named(enclave, "aws:ec2/routeTable", `backup-${place}`);
      const joined = some(enclave, "aws:ec2/routeTableAssociation").filter(
        (each) => at(each, "routeTableId") === table.urn,
      );
      const ends = joined.map((each) => enclave.find(at(each, "subnetId") ?? at(each, "gatewayId"))?.name);
      if (ends.join() !== (place === "line" ? "line" : `backup-${place}`))
        yield `${about(table)} is of ${ends.join() || "nothing"}`;
    }
    const firewall = named(enclave, "aws:networkfirewall/firewall", "backup");
    const places = rows(firewall, "subnetMappings").map(({ subnetId }) => enclave.find(subnetId)?.name);
    if (places.join() !== "backup-firewall") yield `${about(firewall)} is in ${places.join()}`;
    const gateway = named(enclave, "aws:ec2/vpnGateway", "line");
    if (enclave.find(at(gateway, "vpcId"))?.name !== "backup") yield "the line isn't joined to the network";
    const association = named(enclave, "aws:directconnect/gatewayAssociation", "line");
    if (at(association, "associatedGatewayId") !== gateway.urn) yield "the line ends nowhere";
    const blocks = some(enclave, "aws:ec2/vpc").map((each) => text(each, "cidrBlock"));
    if (texts(association, "allowedPrefixes").join() !== blocks.join()) yield "the line tells of other networks";
    const accepted = some(enclave, "aws:directconnect/hostedPrivateVirtualInterfaceAccepter");
    if (!accepted.every((each) => at(each, "dxGatewayId") === at(association, "dxGatewayId")))
      yield "another line is let in";
    if (enclave.find(at(association, "dxGatewayId")) === undefined) yield "the line has no gateway";
  },
};

export const virginiaFirewallDenies: Invariant = {
  name: "virginia-firewall-denies",
  says: "the network firewall passes the courier's HTTPS to the primary's storage, by that name, and drops the rest; nobody changes it in passing, and it says what it saw",
  *problems(enclave) {
    const firewall = named(enclave, "aws:networkfirewall/firewall", "backup");
    for (const protection of ["deleteProtection", "firewallPolicyChangeProtection", "subnetChangeProtection"])
      if (at(firewall, protection) !== true) yield `${about(firewall)} has no ${protection}`;
    const policy = enclave.find(text(firewall, "firewallPolicyArn").replace(/#.*$/, ""));
    const content = fields(policy?.inputs["firewallPolicy"]);
    const list = (name: string) => texts(content, name).join();
    for (const actions of ["statelessDefaultActions", "statelessFragmentDefaultActions"])
      if (list(actions) !== "aws:drop") yield `${actions} are ${list(actions)}`;
    if (list("statefulDefaultActions") !== "aws:drop_established,aws:alert_established")
      yield "what no rule is about passes";
    if (text(content, "statefulEngineOptions.ruleOrder") !== "STRICT_ORDER") yield "passing comes before dropping";
    if (text(content, "statefulEngineOptions.streamExceptionPolicy") !== "DROP")
      yield "what the firewall lost track of passes";
    const groups = ["statelessRuleGroupReferences", "statefulRuleGroupReferences"].map((kind) =>
      rows(content, kind).map(({ resourceArn }) => enclave.find(String(resourceArn).replace(/#.*$/, ""))),
    );
    if (groups.map((some) => some.map((one) => one?.name).join()).join(" ") !== "backup-inspected backup-passed")
      yield "the firewall has other rules";
    yield* wrongRules(enclave, groups[0]?.[0], groups[1]?.[0]);
    const logs = named(enclave, "aws:networkfirewall/loggingConfiguration", "backup");
    const kinds = rows(logs, "loggingConfiguration.logDestinationConfigs").flatMap((each) =>
      enclave.find(at(each, "logDestination.bucketName"))?.name === "evidence" ? [text(each, "logType")] : [],
    );
    if (kinds.join() !== "ALERT,FLOW" || at(logs, "firewallArn") !== `${firewall.urn}#arn`)
      yield `evidence has ${kinds.join() || "nothing"}`;
  },
};

function* wrongRules(enclave: Enclave, stateless: One | undefined, stateful: One | undefined) {
  const courier = text(named(enclave, "aws:ec2/subnet", "backup-courier"), "cidrBlock");
  const rules = rows(stateless?.inputs ?? {}, "ruleGroup.rulesSource.statelessRulesAndCustomActions.statelessRules");
  const found = rules.map((rule) => {
    const match = fields(at(rule, "ruleDefinition.matchAttributes"));
    const addresses = (name: string) =>
      rows(match, name)
        .map((each) => each["addressDefinition"])
        .join() || "anything";
    const ports = (name: string) =>
      rows(match, name)
        .map((each) => `${String(each["fromPort"])}-${String(each["toPort"])}`)
        .join() || "any";
    return [
      texts(rule, "ruleDefinition.actions").join() || "nothing",
      members(match, "protocols").join() || "any",
      `${addresses("sources")} ${ports("sourcePorts")}`,
      `${addresses("destinations")} ${ports("destinationPorts")}`,
    ].join(" ");
  });
  const wanted = [
    `aws:forward_to_sfe 6 ${courier} any ${everywhere} 443-443`,
    `aws:forward_to_sfe 6 ${everywhere} 443-443 ${courier} any`,
    `aws:forward_to_sfe 1 ${everywhere} any ${courier} any`,
  ];
  if (found.join() !== wanted.join()) yield `the firewall looks at [${found.join("; ")}]`;
  const host = text(named(enclave, "aws:datasync/locationObjectStorage", "courier"), "serverHostname");
  const lines = text(stateful?.inputs ?? {}, "ruleGroup.rulesSource.rulesString").split("\n");
  const passes = lines.filter((line) => line.startsWith("pass "));
  const [named443] = passes.filter((line) => line.startsWith(`pass tls ${courier} any -> any 443 `));
  if (host === "" || named443?.includes(`tls.sni; content:"${host}"; startswith; endswith;`) !== true)
    yield "no name is passed alone";
  if (passes.length !== 2 || lines.length !== 4) yield `the firewall has ${lines.length} rules`;
  if (!lines.some((line) => line.startsWith(`drop tcp any any -> ${courier} any `)))
    yield "somebody may call the courier";
  if (!lines.some((line) => line.startsWith("drop icmp any any -> any any "))) yield "any message of routers passes";
}

export const virginiaNamesAreFiltered: Invariant = {
  name: "virginia-names-are-filtered",
  says: "in the backup's network, the names of the primary's storage and of the region's services resolve, and no other; traffic is recorded",
  *problems(enclave) {
    const network = named(enclave, "aws:ec2/vpc", "backup");
    const config = named(enclave, "aws:route53/resolverFirewallConfig", "backup");
    if (text(config, "firewallFailOpen") !== "DISABLED" || at(config, "resourceId") !== network.urn)
      yield "names resolve when nobody looks";
    const joined = some(enclave, "aws:route53/resolverFirewallRuleGroupAssociation").find(
      (each) => at(each, "vpcId") === network.urn,
    );
    const group = enclave.find(at(joined?.inputs ?? {}, "firewallRuleGroupId"));
    const rules = some(enclave, "aws:route53/resolverFirewallRule")
      .filter((each) => group !== undefined && at(each, "firewallRuleGroupId") === group.urn)
      .sort((one, other) => Number(at(one, "priority")) - Number(at(other, "priority")));
    const lists = rules.map((rule) => texts(enclave.find(at(rule, "firewallDomainListId"))?.inputs ?? {}, "domains"));
    if (rules.map((rule) => text(rule, "action")).join() !== "ALLOW,BLOCK")
      yield "some names resolve that nobody knows";
    if (lists[1]?.join() !== "*") yield "not all other names are blocked";
    const host = text(named(enclave, "aws:datasync/locationObjectStorage", "courier"), "serverHostname");
    if (lists[0]?.includes(host) !== true) yield "the primary's storage isn't found";
    for (const name of lists[0] ?? [])
      if (name !== host && !/^\*\.(?:us-east-1\.(?:vpce\.)?amazonaws\.com|ec2\.internal)$/.test(name))
        yield `${name} resolves`;
    const [flows, ...more] = some(enclave, "aws:ec2/flowLog").filter((each) => at(each, "vpcId") === network.urn);
    if (more.length > 0 || text(flows ?? {}, "trafficType") !== "ALL") yield "not all traffic is recorded";
    if (enclave.find(text(flows ?? {}, "logDestination").replace(/#.*$/, "")) === undefined) yield "records go nowhere";
  },
};
