import { oracleAddressBlock } from "../../components/oci/checks";
import { EnclaveNetwork } from "../../components/oci/network/enclave-network";
import type { EnclaveNetworkArgs } from "../../components/oci/network/enclave-network";
import { InspectedRoutes } from "../../components/oci/network/inspected-routes";
import { NameResolution } from "../../components/oci/network/name-resolution";
import { NetworkFirewall } from "../../components/oci/network/network-firewall";
import type { ComponentOptions } from "../../components/declaration";
import { text } from "../config";

/** What the networks of both sides are told. */
export const networkSettings = {
  addressBlock: text(oracleAddressBlock),
  standbyAddressBlock: text({ ...oracleAddressBlock, example: "10.21.0.0/16" }),
};

/** The networks of one side, with a firewall before the internet and one before everything else on every way. */
export function inspectedNetwork(name: string, args: EnclaveNetworkArgs, opts: ComponentOptions) {
  const { dataClass, owner, compartmentId, region } = args;
  const common = { dataClass, owner, compartmentId, region };
  const network = new EnclaveNetwork(name, args, opts);
  const firewall = new NetworkFirewall(
    `${name}-firewall`,
    { ...common, place: "firewall", subnetId: network.subnetIds.firewall, plan: network.plan },
    opts,
  );
  const edge = new NetworkFirewall(
    `${name}-edge`,
    { ...common, place: "edge", subnetId: network.subnetIds.edge, plan: network.plan },
    opts,
  );
  const routes = new InspectedRoutes(
    name,
    { ...common, network, firewallAddressId: firewall.addressId, edgeAddressId: edge.addressId },
    opts,
  );
  const { application: applicationNetworkId, data: dataNetworkId } = network.networkIds;
  new NameResolution(name, { dataClass, owner, region, applicationNetworkId, dataNetworkId }, opts);
  return { network, firewall, edge, routes };
}
