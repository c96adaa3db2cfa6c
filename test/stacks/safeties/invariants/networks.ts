import type { Invariant } from "../invariant";
import { about, at, members, named, rows, sides, some, text, texts } from "../reading";

const subnet = "oci:Core/subnet";

export const defaultListsAreEmpty: Invariant = {
  name: "default-lists-are-empty",
  says: "every network's default security list is emptied, and every subnet but the firewalls' has that one alone",
  *problems(enclave) {
    const lists = some(enclave, "oci:Core/defaultSecurityList");
    for (const network of some(enclave, "oci:Core/vcn")) {
      const list = lists.find((each) => text(each, "manageDefaultResourceId").startsWith(`${network.urn}#`));
      if (list === undefined) yield `${about(network)} keeps the default security list that Oracle makes`;
    }
    for (const list of lists) {
      const rules = [at(list, "ingressSecurityRules"), at(list, "egressSecurityRules")];
      // What isn't stated stays as Oracle made it.
      if (!rules.every((some) => Array.isArray(some) && some.length === 0)) yield `${about(list)} isn't empty`;
    }
    for (const each of some(enclave, subnet)) {
      const isFirewalls = /-(?:firewall|edge)$/.test(each.name);
      const [list = "", ...more] = texts(each, "securityListIds");
      const found = isFirewalls ? enclave.find(list)?.type : list.replace(/#.*$/, "");
      const wanted = isFirewalls ? "oci:Core/securityList:SecurityList" : text(each, "vcnId");
      if (more.length > 0 || found !== wanted) yield `${about(each)} hasn't its own security list alone`;
    }
  },
};

export const firewallsSeeAllPackets: Invariant = {
  name: "firewalls-see-all-packets",
  says: "the firewalls' subnets let all packets of the flows' protocols, and what says too big, in and out statelessly",
  *problems(enclave) {
    for (const side of sides) {
      for (const [place, protocols] of [
        ["firewall", "6,17,1 3 4"],
        ["edge", "6,1 3 4"],
      ] as const) {
        const list = named(enclave, "oci:Core/securityList", `${side}-${place}`);
        for (const direction of ["ingressSecurityRules", "egressSecurityRules"]) {
          const rules = rows(list, direction);
          const open = rules.filter((rule) => [rule["source"], rule["destination"]].includes("0.0.0.0/0"));
          const found = open
            .filter((rule) => rule["stateless"] === true)
            .map((rule) => ["protocol", "icmpOptions.type", "icmpOptions.code"].map((name) => at(rule, name)))
            .map((parts) => parts.filter((part) => typeof part === "string" || typeof part === "number").join(" "));
          if (found.join() !== protocols || rules.length !== found.length)
            yield `${about(list)} has other ${direction}`;
        }
      }
    }
  },
};

/** What leads out of a network. Of circuits, `lines-lead-to-the-firewall` says where they may be. */
const ways =
  /^oci:Core\/(?:internetGateway|natGateway|serviceGateway|localPeeringGateway|remotePeeringConnection|ipsec|vnicAttachment|ipv6|byoip)/;

export const gatewaysAreInHubs: Invariant = {
  name: "gateways-are-in-hubs",
  says: "each hub has one gateway to the internet and one to Oracle's services, with a table each; but for builds, nothing else leads out",
  *problems(enclave) {
    // Of the networks that builds run in, `builds-reach-oracle-alone` says what leads out.
    const gateways = enclave.resources.filter(({ type, stack }) => ways.test(type) && stack !== "inspection");
    for (const side of sides) {
      const hub = named(enclave, "oci:Core/vcn", `${side}-hub`).urn;
      const own = gateways.filter((gateway) => text(gateway, "vcnId") === hub);
      const kinds = own.map(({ type }) => type.split(":")[2]).sort();
      if (kinds.join() !== "InternetGateway,ServiceGateway") yield `${side}-hub has ${kinds.join() || "no gateway"}`;
      for (const gateway of own) {
        const table = enclave.find(at(gateway, "routeTableId"));
        if (at(gateway, "enabled") === false) yield `${about(gateway)} is off`;
        if (table?.type !== "oci:Core/routeTable:RouteTable") yield `${about(gateway)} has no route table of its own`;
        if (gateway.type.includes("service") && members(gateway, "services").length !== 1) {
          yield `${about(gateway)} leads to other than all of the region's services`;
        }
      }
    }
    const hubs = sides.map((side) => named(enclave, "oci:Core/vcn", `${side}-hub`).urn);
    for (const gateway of gateways) {
      if (!hubs.includes(text(gateway, "vcnId"))) yield `${about(gateway)} leads out elsewhere than in a hub`;
    }
  },
};

export const innerSubnetsArePrivate: Invariant = {
  name: "inner-subnets-are-private",
  says: "no address is public but in the hubs' traffic and edge subnets, and no network has IPv6",
  *problems(enclave) {
    for (const each of some(enclave, subnet)) {
      const isPublic = /-(?:traffic|edge)$/.test(each.name);
      if (!isPublic && at(each, "prohibitInternetIngress") !== true) yield `${about(each)} may be public`;
    }
    for (const network of some(enclave, "oci:Core/vcn")) {
      if (at(network, "isIpv6enabled") !== false) yield `${about(network)} may have IPv6`;
    }
    const spokes = some(enclave, "oci:Core/vcn").filter(({ name }) => !name.endsWith("-hub"));
    for (const { urn, name } of spokes) {
      const own = some(enclave, subnet).filter((each) => text(each, "vcnId") === urn);
      if (own.length !== 1) yield `${name} has ${own.length} subnets, and what is local needs no route`;
    }
  },
};

export const namesResolveWithin: Invariant = {
  name: "names-resolve-within",
  says: "the application's network finds the stores by their private names",
  *problems(enclave) {
    for (const side of sides) {
      const resolver = named(enclave, "oci:Dns/resolver", side);
      if (text(resolver, "scope") !== "PRIVATE") yield `${about(resolver)} isn't private`;
      if (members(resolver, "attachedViews").length !== 1) yield `${about(resolver)} has other views than the stores'`;
    }
  },
};
