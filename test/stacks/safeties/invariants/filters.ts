import { flowsThrough, planFirewall } from "../../../../components/oci/network/firewall-plan";
import { flowsWith } from "../../../../components/oci/network/flows";
import type { NetworkPlan } from "../../../../components/oci/network/network-plan";
import { groups, planGroupRules, planNeighborRules } from "../../../../components/oci/network/security-groups";
import type { Invariant } from "../invariant";
import { centersOf } from "./routes";
import {
  about,
  at,
  members,
  named,
  rows,
  sides,
  some,
  text,
  texts,
  Unmet,
  type Enclave,
  type Fields,
  type One,
  type Side,
} from "../reading";

/** The blocks that a side's networks have, as they are declared. */
function planOf(enclave: Enclave, side: Side): NetworkPlan {
  const network = (name: string) => texts(named(enclave, "oci:Core/vcn", `${side}-${name}`), "cidrBlocks").join();
  const subnet = (name: string) => text(named(enclave, "oci:Core/subnet", `${side}-${name}`), "cidrBlock");
  const [firewall, edge] = ["firewall", "edge"].map(subnet);
  return {
    hub: {
      cidr: network("hub"),
      firewall: firewall ?? "",
      edge: edge ?? "",
      traffic: subnet("traffic"),
      firewallAddress: "",
      edgeAddress: "",
    },
    application: { cidr: network("application"), subnet: subnet("application") },
    data: { cidr: network("data"), subnet: subnet("data") },
    centers: centersOf(side),
  };
}

export const firewallsPassFlowsAlone: Invariant = {
  name: "firewalls-pass-flows-alone",
  says: "each firewall lets the flows that lead through it pass, inspected for attacks, and drops the rest",
  *problems(enclave) {
    for (const side of sides) {
      const plan = planOf(enclave, side);
      for (const place of ["firewall", "edge"] as const) {
        const firewall = named(enclave, "oci:NetworkFirewall/networkFirewall", `${side}-${place}`);
        const { addressLists, services, rules, digest } = planFirewall(
          flowsThrough(place, flowsWith(plan.centers)),
          plan,
        );
        const addresses = (name: string | undefined) =>
          addressLists.find((list) => list.name === name)?.addresses.join() ?? "any";
        const wanted = rules.map(({ from, to, service, action }) => {
          const ports = services.find(({ listName }) => listName === service);
          const shown =
            ports === undefined ? "any" : `${ports.type} ${ports.ports.map((range) => range.join("-")).join()}`;
          return [action, addresses(from), addresses(to), shown].join(" ");
        });
        const found = rulesOf(enclave, text(firewall, "networkFirewallPolicyId"));
        if (found.join("\n") !== wanted.join("\n")) {
          yield `${about(firewall)} has the rules [${found.join("; ")}], and not [${wanted.join("; ")}]`;
        }
        const policy = enclave.find(at(firewall, "networkFirewallPolicyId"));
        if (policy === undefined || !text(policy, "displayName").endsWith(digest)) {
          yield `${about(firewall)} has a policy that isn't named by its rules`;
        }
      }
    }
  },
};

/** A policy's rules in order, with what the lists that they name stand for. */
function rulesOf(enclave: Enclave, policy: string): string[] {
  const within = (kind: string) =>
    enclave
      .all(`oci:NetworkFirewall/networkFirewallPolicy${kind}`)
      .filter((each) => text(each, "networkFirewallPolicyId") === policy);
  const byName = (kind: string, name: unknown) => within(kind).find((each) => at(each, "name") === name);
  const addresses = (names: readonly unknown[]) =>
    names.map((name) => texts(byName("AddressList", name)?.inputs ?? {}, "addresses").join() || "nothing").join() ||
    "any";
  const ports = (lists: readonly unknown[]) =>
    lists
      .flatMap((list) => texts(byName("ServiceList", list)?.inputs ?? { services: ["nothing"] }, "services"))
      .map((name) => {
        const service = byName("Service", name)?.inputs ?? {};
        const ranges = rows(service, "portRanges").map((range) =>
          [at(range, "minimumPort"), at(range, "maximumPort")].join("-"),
        );
        return `${text(service, "type")} ${ranges.join()}`;
      })
      .join() || "any";
  return inOrder(within("SecurityRule")).map((rule) => {
    const isInspected = text(rule, "action") !== "INSPECT" || text(rule, "inspection") === "INTRUSION_PREVENTION";
    return [
      isInspected ? text(rule, "action") : "UNINSPECTED",
      addresses(members(rule, "condition.sourceAddresses")),
      addresses(members(rule, "condition.destinationAddresses")),
      ports(members(rule, "condition.services")),
    ].join(" ");
  });
}

/** Each rule says which one it comes after, but for the first. @throws Unmet for rules of which nothing says where they are */
function inOrder(rules: readonly One[]): One[] {
  const afterOf = (rule: One) => text(rows(rule, "positions")[0] ?? {}, "afterRule");
  const ordered: One[] = [];
  let next = rules.find((rule) => afterOf(rule) === "");
  while (next !== undefined && !ordered.includes(next)) {
    const name = text(next, "name");
    ordered.push(next);
    next = rules.find((rule) => afterOf(rule) === name);
  }
  if (ordered.length < rules.length) throw new Unmet("some firewall's rules are in no order");
  return ordered;
}

export const groupsPassFlowsAlone: Invariant = {
  name: "groups-pass-flows-alone",
  says: "the network security groups have a rule at each end of each flow, those among neighbors, and none else",
  *problems(enclave) {
    for (const side of sides) {
      const names = new Map(
        groups.map((group) => [
          named(enclave, "oci:Core/networkSecurityGroup", `${side}-${group}`).urn,
          group as string,
        ]),
      );
      const found = some(enclave, "oci:Core/networkSecurityGroupSecurityRule")
        .filter(({ inputs }) => names.has(text(inputs, "networkSecurityGroupId")))
        .map(({ inputs }) => ruleText(inputs, names));
      const plan = planOf(enclave, side);
      const planned = [...planGroupRules(flowsWith(plan.centers), plan), ...planNeighborRules()];
      const wanted = planned.map(({ group, direction, protocol, peer, ports }) =>
        [group, direction, protocol, peer.kind === "group" ? peer.group : peer.block, ports.join("-"), "stateful"].join(
          " ",
        ),
      );
      for (const rule of wanted) if (!found.includes(rule)) yield `${side}: no group has the rule ${rule}`;
      for (const rule of found) if (!wanted.includes(rule)) yield `${side}: no flow needs the rule ${rule}`;
    }
  },
};

function ruleText(rule: Fields, names: ReadonlyMap<string, string>): string {
  const isOut = text(rule, "direction") === "EGRESS";
  const peer = text(rule, isOut ? "destination" : "source");
  const ports = ["tcpOptions", "udpOptions"].flatMap((options) =>
    ["min", "max"]
      .map((end) => at(rule, `${options}.destinationPortRange.${end}`))
      .filter((port) => port !== undefined),
  );
  return [
    names.get(text(rule, "networkSecurityGroupId")),
    text(rule, "direction"),
    text(rule, "protocol"),
    names.get(peer) ?? peer,
    ports.map(String).join("-"),
    at(rule, "stateless") === false ? "stateful" : "stateless",
  ].join(" ");
}

export const interfacesAreInGroups: Invariant = {
  name: "interfaces-are-in-groups",
  says: "balancer, database and mount target are in the group that their flows are planned for, and in its subnet",
  *problems(enclave) {
    const placed = [
      ...some(enclave, "oci:LoadBalancer/loadBalancer").map(
        (each) => [each, "networkSecurityGroupIds", "traffic"] as const,
      ),
      ...some(enclave, "oci:Database/autonomousDatabase").map((each) => [each, "nsgIds", "database"] as const),
      ...some(enclave, "oci:FileStorage/mountTarget").map((each) => [each, "nsgIds", "files"] as const),
    ];
    for (const [each, input, group] of placed) {
      const side = each.region === "us-phoenix-1" ? "standby" : "primary";
      const wanted = named(enclave, "oci:Core/networkSecurityGroup", `${side}-${group}`).urn;
      if (texts(each, input).join() !== wanted) yield `${about(each)} isn't in the group ${side}-${group} alone`;
      const subnet = named(enclave, "oci:Core/subnet", `${side}-${group === "traffic" ? group : "data"}`).urn;
      const subnets = [text(each, "subnetId"), ...texts(each, "subnetIds")].filter((id) => id !== "");
      if (subnets.join() !== subnet) yield `${about(each)} isn't in its side's subnet`;
    }
  },
};
