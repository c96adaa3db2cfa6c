import type { Estate, Resource } from "../../../policies/residency/estate";
import type { FactTerms } from "../../../policies/residency/facts";
import type { Flowchart } from "./flowchart";
import { chartOf, Picture, type Arrow, type Stop } from "./picture";

/** The stacks that private lines are in. */
export const centerStacks = ["backup-virginia", "backup-singapore", "legacy-google"];

/** From the enclave's router to what asks or answers at the other end of each private line, and what is on the way. */
export function linesChart(estate: Estate, terms: FactTerms): Flowchart {
  const picture = new Picture(estate, terms, [...centerStacks, "primary"]);
  const amazon = [...amazonEnds(picture), ...amazonRoutes(picture), ...delivered(picture)];
  return chartOf("LR", [...circuits(picture), ...googleEnds(picture), ...amazon]);
}

/** Oracle's ends: each circuit is at the router, and leads to what the other cloud calls the same line. */
function circuits(picture: Picture): Arrow[] {
  const accepters = picture.ofKind("HostedPrivateVirtualInterfaceAccepter");
  return picture.ofKind("VirtualCircuit").flatMap((circuit) => {
    const router = picture.owner(circuit, "gatewayId");
    const paired = picture.owner(circuit, "providerServiceKeyName");
    const accepter = accepters.find(({ stack }) => stack === circuit.stack);
    const near = picture.stop(circuit);
    const far = [
      ...(paired === undefined ? [] : [line(near, picture.stop(paired))]),
      ...(accepter === undefined ? [] : [line(near, partner), line(partner, picture.stop(accepter))]),
    ];
    return [...(router === undefined ? [] : [line(picture.stop(router), near)]), ...far];
  });
}

/** The line's end is at a router of a network, in which machines are; in the legacy center's there are none. */
function googleEnds(picture: Picture): Arrow[] {
  const attached = picture.ofKind("InterconnectAttachment").flatMap((end) => joined(picture, end, "router"));
  const networks = picture.ofKind("Router").flatMap((router) => joined(picture, router, "network"));
  const routes = picture.ofKind("Route").flatMap((route) => {
    const network = picture.owner(route, "network");
    return network === undefined || route.inputs["nextHopGateway"] === undefined
      ? []
      : [{ from: picture.stop(network), to: apis(network), label: said(route, "destRange") }];
  });
  const machines = picture.ofKind("Instance").flatMap((machine) => {
    const subnet = picture.ofKind("Subnetwork").find(({ stack }) => stack === machine.stack);
    const network = subnet === undefined ? undefined : picture.owner(subnet, "network");
    return subnet === undefined || network === undefined
      ? []
      : [{ ...line(picture.stop(network), agents(picture, machine)), label: said(subnet, "ipCidrRange") }];
  });
  return [...attached, ...networks, ...routes, ...machines];
}

function amazonEnds(picture: Picture): Arrow[] {
  const accepted = picture
    .ofKind("HostedPrivateVirtualInterfaceAccepter")
    .flatMap((end) => joined(picture, end, "dxGatewayId"));
  const associated = picture.ofKind("GatewayAssociation").flatMap((association) => {
    const [from, to] = [picture.owner(association, "dxGatewayId"), picture.owner(association, "associatedGatewayId")];
    return from === undefined || to === undefined ? [] : [line(picture.stop(from), picture.stop(to))];
  });
  return [...accepted, ...associated];
}

/** What each table does with packets from whatever is under it; a firewall's endpoint stands for its firewall. */
function amazonRoutes(picture: Picture): Arrow[] {
  const associations = picture.ofKind("RouteTableAssociation");
  return picture.ofKind("Route").flatMap((route) => {
    const table = picture.owner(route, "routeTableId");
    const target = picture.owner(route, "gatewayId") ?? picture.owner(route, "vpcEndpointId");
    if (table === undefined || target === undefined) return [];
    return associations.flatMap((association) => {
      if (picture.owner(association, "routeTableId") !== table) return [];
      const from = picture.owner(association, "gatewayId") ?? picture.owner(association, "subnetId");
      return from === undefined
        ? []
        : [{ from: inSubnet(picture, from), to: picture.stop(target), label: said(route, "destinationCidrBlock") }];
    });
  });
}

/** A firewall delivers by itself what is for its own network. */
function delivered(picture: Picture): Arrow[] {
  return picture.ofKind("Firewall").flatMap((firewall) =>
    picture
      .ofKind("Instance")
      .filter(({ stack }) => stack === firewall.stack)
      .map((machine) => picture.between(firewall, machine, "local", "dotted")),
  );
}

/** What is in a subnet alone, such as its firewall or its machine; else the subnet. */
function inSubnet(picture: Picture, place: Resource): Stop {
  const machine = picture.ofKind("Instance").find((one) => picture.owner(one, "subnetId") === place);
  const isFirewalls = place.name.endsWith("-firewall");
  const firewall = isFirewalls ? picture.ofKind("Firewall").find(({ stack }) => stack === place.stack) : undefined;
  return picture.stop(machine ?? firewall ?? place);
}

function joined(picture: Picture, from: Resource, input: string): Arrow[] {
  const to = picture.owner(from, input);
  return to === undefined ? [] : [line(picture.stop(from), picture.stop(to))];
}

function line(from: Stop, to: Stop): Arrow {
  return { from, to, label: "", line: "both-ways" };
}

const partner: Stop = { node: { id: "partner", label: ["a partner’s line"], within: [], shape: "person" } };

function apis(network: Resource): Stop {
  return { node: { id: `apis ${network.urn}`, label: ["Google’s APIs"], within: [], shape: "person" } };
}

/** Machines of a zone each are one. */
function agents(picture: Picture, machine: Resource): Stop {
  const place = picture.placeOf(machine)?.replace(/-[a-z]$/, "");
  const within = place === undefined ? [] : [place];
  return { node: { id: `agents ${machine.stack}`, label: ["instances"], within, shape: "box" }, counted: machine };
}

function said(resource: Resource, input: string): string {
  const value = resource.inputs[input];
  return typeof value === "string" ? value : "";
}
