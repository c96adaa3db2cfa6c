import { googleApiRange } from "../../../../components/gcp/google-apis";
import type { Invariant } from "../invariant";
import { about, at, members, named, rows, some, text, texts } from "../reading";

const everywhere = "0.0.0.0/0";
const waysOut =
  /^gcp:compute\/(?:routerNat|address|globalAddress|vPNTunnel|vpnTunnel|externalVpnGateway|networkPeering|forwardingRule|globalForwardingRule|backendService|firewall:)/;

export const googleNetworksHaveNoInternet: Invariant = {
  name: "google-networks-have-no-internet",
  says: "on Google Cloud, networks lead to Google's APIs and to the private line, and nowhere else; machines have no public address",
  *problems(enclave) {
    for (const each of enclave.resources) if (waysOut.test(each.type)) yield `${about(each)} is a way out`;
    for (const network of some(enclave, "gcp:compute/network")) {
      if (at(network, "deleteDefaultRoutesOnCreate") !== true) yield `${about(network)} leads to the internet`;
      if (at(network, "autoCreateSubnetworks") !== false) yield `${about(network)} has subnets in every region`;
      const routes = some(enclave, "gcp:compute/route").filter((each) => at(each, "network") === network.urn);
      if (routes.map((route) => text(route, "destRange")).join() !== googleApiRange)
        yield `${about(network)} leads to other than Google's APIs`;
      const routers = some(enclave, "gcp:compute/router").filter((each) => at(each, "network") === network.urn);
      if (routers.length !== 1) yield `${about(network)} has ${routers.length} routers`;
      for (const router of routers) {
        const lines = some(enclave, "gcp:compute/interconnectAttachment").filter(
          (each) => at(each, "router") === router.urn,
        );
        if (lines.map((line) => text(line, "type")).join() !== "PARTNER") yield `${about(router)} has no line`;
        const told = rows(router, "bgp.advertisedIpRanges").map(({ range }) => range);
        if (text(router, "bgp.advertiseMode") !== "CUSTOM" || told.length !== 1)
          yield `${about(router)} tells of ${told.join()}`;
      }
    }
    for (const subnet of some(enclave, "gcp:compute/subnetwork")) {
      if (text(subnet, "stackType") !== "IPV4_ONLY") yield `${about(subnet)} has IPv6`;
      if (at(subnet, "privateIpGoogleAccess") !== true) yield `${about(subnet)} reaches no APIs`;
      const isUsed = some(enclave, "gcp:compute/instance").some((each) =>
        rows(each, "networkInterfaces").some(({ subnetwork }) => subnetwork === subnet.urn),
      );
      if (isUsed && at(subnet, "logConfig.flowSampling") !== 1) yield `${about(subnet)} isn't logged`;
    }
    for (const machine of some(enclave, "gcp:compute/instance")) {
      for (const each of rows(machine, "networkInterfaces")) {
        if (members(each, "accessConfigs").length > 0) yield `${about(machine)} has a public address`;
        if (enclave.find(each["subnetwork"])?.type !== "gcp:compute/subnetwork:Subnetwork")
          yield `${about(machine)} is elsewhere`;
      }
      if (members(machine, "networkInterfaces").length !== 1) yield `${about(machine)} has no end, or several`;
      if (at(machine, "canIpForward") !== false) yield `${about(machine)} passes packets on`;
      for (const flag of ["enableSecureBoot", "enableVtpm", "enableIntegrityMonitoring"])
        if (at(machine, `shieldedInstanceConfig.${flag}`) !== true) yield `${about(machine)} has no ${flag}`;
      const wanted = { "block-project-ssh-keys": "TRUE", "enable-oslogin": "TRUE", "serial-port-enable": "FALSE" };
      for (const [name, is] of Object.entries(wanted))
        if (at(machine, `metadata.${name}`) !== is) yield `${about(machine)}: ${name} isn't ${is}`;
      if (!/@sha256:[0-9a-f]{64}'/.test(text(machine, "metadataStartupScript")))
        yield `${about(machine)} runs an image that may change`;
    }
  },
};

/** Each rule, in the order of its priority. */
const planned = (courier: string) => [
  `allow EGRESS ${courier} ${googleApiRange} tcp 443`,
  `allow EGRESS ${courier} ${courier} tcp 443`,
  `allow EGRESS ${courier} 134.70.24.0/21,134.70.32.0/22 tcp 443`,
  `deny INGRESS ${everywhere} any all any`,
  `deny EGRESS any ${everywhere} all any`,
];

export const googleFirewallDenies: Invariant = {
  name: "google-firewall-denies",
  says: "on Google Cloud, couriers reach Google's APIs and the primary's storage by HTTPS; everything else is denied, and what is passed or denied is logged",
  *problems(enclave) {
    const [association] = some(enclave, "gcp:compute/networkFirewallPolicyAssociation");
    const network = named(enclave, "gcp:compute/network", "courier");
    if (at(association ?? {}, "attachmentTarget") !== network.urn) yield "no policy is the network's";
    if (text(network, "networkFirewallPolicyEnforcementOrder") !== "BEFORE_CLASSIC_FIREWALL")
      yield "other rules come first";
    const policy = text(association ?? {}, "firewallPolicy");
    if (enclave.find(policy.replace(/#.*$/, "")) === undefined) yield "the policy isn't there";
    const rules = some(enclave, "gcp:compute/networkFirewallPolicyRule")
      .filter((each) => text(each, "firewallPolicy") === policy)
      .sort((one, other) => Number(at(one, "priority")) - Number(at(other, "priority")));
    const found = rules.map((rule) => {
      const layers = rows(rule, "match.layer4Configs").map(
        (each) => `${text(each, "ipProtocol")} ${texts(each, "ports").join() || "any"}`,
      );
      const ranges = ["match.srcIpRanges", "match.destIpRanges"].map((list) => texts(rule, list).join() || "any");
      return [text(rule, "action"), text(rule, "direction"), ...ranges, layers.join() || "nothing"].join(" ");
    });
    const wanted = planned(text(named(enclave, "gcp:compute/subnetwork", "courier"), "ipCidrRange"));
    if (found.join("\n") !== wanted.join("\n")) yield `the firewall has the rules [${found.join("; ")}]`;
    for (const rule of rules)
      if (at(rule, "enableLogging") !== true || at(rule, "disabled") === true)
        yield `${about(rule)} is off or isn't logged`;
  },
};

export const googleNamesStayPrivate: Invariant = {
  name: "google-names-stay-private",
  says: "on Google Cloud, the names of Google's APIs lead to addresses without an internet route, and what is asked is logged",
  *problems(enclave) {
    const network = named(enclave, "gcp:compute/network", "courier");
    const isOf = (zone: { readonly networkUrl?: unknown }) => zone.networkUrl === network.urn;
    for (const name of ["googleapis.com.", "gcr.io.", "pkg.dev."]) {
      const zone = some(enclave, "gcp:dns/managedZone").find((each) => text(each, "dnsName") === name);
      if (
        zone === undefined ||
        text(zone, "visibility") !== "private" ||
        !rows(zone, "privateVisibilityConfig.networks").some(isOf)
      ) {
        yield `the names of ${name} are public`;
        continue;
      }
      const records = some(enclave, "gcp:dns/recordSet").filter((each) =>
        text(each, "managedZone").startsWith(`${zone.urn}#`),
      );
      const any = records.find((each) => text(each, "name") === `*.${name}`);
      const own = records.find((each) => text(each, "name") === texts(any ?? {}, "rrdatas").join());
      if (any === undefined || own === undefined) yield `not all names of ${name} are here`;
      if (
        texts(own ?? {}, "rrdatas").length !== 4 ||
        !texts(own ?? {}, "rrdatas").every((address) => /^199\.36\.153\.[4-7]$/.test(address))
      )
        yield `${name} leads elsewhere`;
    }
    for (const endpoint of some(enclave, "gcp:networkconnectivity/regionalEndpoint")) {
      if (text(endpoint, "accessType") !== "REGIONAL") yield `${about(endpoint)} is reached from anywhere`;
      if (at(endpoint, "network") !== network.urn) yield `${about(endpoint)} is of another network`;
      const record = some(enclave, "gcp:dns/recordSet").find(
        (each) => text(each, "name") === `${text(endpoint, "targetGoogleApi")}.`,
      );
      if (!texts(record ?? {}, "rrdatas").some((address) => address.startsWith(`${endpoint.urn}#`)))
        yield `${about(endpoint)} isn't found by its name`;
    }
    if (some(enclave, "gcp:networkconnectivity/regionalEndpoint").length !== 2) yield "an API is reached in any region";
    const policy = named(enclave, "gcp:dns/policy", "courier");
    if (at(policy, "enableLogging") !== true || !rows(policy, "networks").some(isOf))
      yield "nobody knows what is asked for";
    const zone = named(enclave, "oci:Dns/zone", "legacy");
    const record = some(enclave, "oci:Dns/rrset").find((each) => at(each, "zoneNameOrId") === zone.urn);
    const home = rows(record ?? {}, "items").map((item) => text(item, "rdata"));
    if (
      text(zone, "scope") !== "PRIVATE" ||
      text(record ?? {}, "rtype") !== "A" ||
      home.length === 0 ||
      !home.every((address) => /^199\.36\.153\.[4-7]$/.test(address))
    )
      yield "the puller reaches Google's storage by the internet";
  },
};
