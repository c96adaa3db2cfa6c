import { googleApiRange } from "../../components/gcp/google-apis";
import { oracleAddressBlock } from "../../components/oci/checks";
import { courierBlock } from "../../components/oci/network/center-blocks";
import { EnclaveNetwork } from "../../components/oci/network/enclave-network";
import type { EnclaveNetworkArgs } from "../../components/oci/network/enclave-network";
import type { JoinedCenter } from "../../components/oci/network/flows";
import { InspectedRoutes } from "../../components/oci/network/inspected-routes";
import { NameResolution } from "../../components/oci/network/name-resolution";
import { NetworkFirewall } from "../../components/oci/network/network-firewall";
import type { ComponentOptions } from "../../components/declaration";
import { ProgramError } from "../../components/program-error";
import type { Center } from "../../policies/residency/mandate";
import { text } from "../config";

/** What the networks of both sides are told. */
export const networkSettings = {
  addressBlock: text(oracleAddressBlock),
  standbyAddressBlock: text({ ...oracleAddressBlock, example: "10.21.0.0/16" }),
  virginiaBlock: text({ ...courierBlock, example: "10.30.0.0/26" }).optional(),
  singaporeBlock: text({ ...courierBlock, example: "10.40.0.0/26" }).optional(),
};

/** Which setting says where a backup center's couriers are, by the center's stack. */
const blockOf = { "backup-virginia": "virginiaBlock", "backup-singapore": "singaporeBlock" } as const;

type Blocks = Readonly<Partial<Record<(typeof blockOf)[keyof typeof blockOf], string | undefined>>>;

/**
 * The centers that a private line joins to Ashburn, as their phases have it: a backup center while it receives, and the
 * legacy center while its data is fetched home. None is joined to Phoenix: what is copied from and written to is in Ashburn,
 * and Phoenix has what it has from there.
 *
 * @throws ProgramError for a center that receives, when its block isn't set
 */
export function joinedCenters(centers: readonly Center[], blocks: Blocks): JoinedCenter[] {
  return centers.flatMap(({ name, stack, phase }): JoinedCenter[] => {
    if (stack === "legacy-google") {
      return phase === "dual-run" || phase === "draining" ? [{ name, role: "gives", block: googleApiRange }] : [];
    }
    if (stack !== "backup-virginia" && stack !== "backup-singapore") return [];
    if (phase !== "dual-run" && phase !== "backup-only") return [];
    const block = blocks[blockOf[stack]];
    if (block !== undefined) return [{ name, role: "receives", block }];
    throw new ProgramError(
      `center \`${name}\` receives copies, and \`stateside:${blockOf[stack]}\` is missing; use ${courierBlock.allowed}`,
    );
  });
}

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
    {
      ...common,
      network,
      firewallAddressId: firewall.addressId,
      edgeAddressId: edge.addressId,
      takesLines: args.centers !== undefined,
    },
    opts,
  );
  const { application: applicationNetworkId, data: dataNetworkId } = network.networkIds;
  new NameResolution(name, { dataClass, owner, region, applicationNetworkId, dataNetworkId }, opts);
  return { network, firewall, edge, routes };
}
