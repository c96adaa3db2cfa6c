import type { ComponentResource, Input, Output } from "@pulumi/pulumi";
import {
  DefaultDrgRouteTable,
  DrgAttachment,
  DrgRouteDistribution,
  DrgRouteDistributionStatement,
  DrgRouteTable,
  DrgRouteTableRouteRule,
} from "@pulumi/oci/core";
import type { RouteTable } from "@pulumi/oci/core";
import type { Declaration } from "../../declaration";
import { tags } from "../tags";
import type { EnclaveNetwork } from "./enclave-network";
import type { NetworkName } from "./network-plan";
import type { RoutePlan, TransitRoute } from "./route-plan";

export interface TransitRouterArgs extends Declaration {
  readonly network: EnclaveNetwork;
  /** The hub's table for what the router hands to it. */
  readonly entrance: RouteTable;
  /** Whether private lines may end at this side. */
  readonly takesLines: boolean;
}

export interface TransitRouter {
  readonly attachments: Readonly<Record<NetworkName, DrgAttachment>>;
  /** The router's table for what comes over private lines, where any may end. */
  readonly centersTableId: Output<string> | undefined;
}

/**
 * Joins the networks of one side, and the private lines to it. The router has a table for what comes from the hub, one for
 * what comes from any other network, and one for what comes over a line, with routes that are written here alone. No table
 * imports any, as its default ones would, but the hub's: it takes what the far ends of lines tell of themselves, as no written
 * route can lead to a line. Each end is trusted to tell of its own addresses alone: at AWS's and Google's ends these stacks
 * say which, and a partner's router between has to keep to it. In turn, a far end is told of all that the lines' table has,
 * which is every address.
 * https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/DrgRouteDistribution
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/scenario_g.htm
 *
 * @param parent - the component that it belongs to
 */
export function declareRouter(
  name: string,
  { network, entrance, takesLines, ...declaration }: TransitRouterArgs,
  { transit }: RoutePlan,
  parent: ComponentResource,
): TransitRouter {
  const { drgId, networkIds } = network;
  const common = { drgId, ...tags(declaration) };
  const importing = (distributionName: string) =>
    new DrgRouteDistribution(
      distributionName,
      { ...common, displayName: distributionName, distributionType: "IMPORT" },
      { parent },
    );
  refuseUnplanned(name, importing(`${name}-nothing`).id, network, declaration, parent);
  const lines = takesLines ? importing(`${name}-lines`) : undefined;
  if (lines !== undefined) {
    new DrgRouteDistributionStatement(
      `${name}-lines`,
      {
        drgRouteDistributionId: lines.id,
        action: "ACCEPT",
        priority: 1,
        matchCriteria: { matchType: "DRG_ATTACHMENT_TYPE", attachmentType: "VIRTUAL_CIRCUIT" },
      },
      { parent },
    );
  }

  const table = (tableName: string, imports?: DrgRouteDistribution) =>
    new DrgRouteTable(
      tableName,
      { ...common, displayName: tableName, ...(imports !== undefined && { importDrgRouteDistributionId: imports.id }) },
      { parent },
    );
  const fromHub = table(`${name}-from-hub`, lines);
  const fromOthers = table(`${name}-from-others`);
  const fromCenters = takesLines ? table(`${name}-from-centers`) : undefined;
  const attach = (networkName: NetworkName, routerTable: DrgRouteTable, routeTable?: RouteTable) =>
    new DrgAttachment(
      `${name}-${networkName}`,
      {
        ...common,
        displayName: `${name}-${networkName}`,
        drgRouteTableId: routerTable.id,
        networkDetails: {
          type: "VCN",
          id: networkIds[networkName],
          ...(routeTable !== undefined && { routeTableId: routeTable.id }),
        },
      },
      { parent },
    );
  const attachments = {
    hub: attach("hub", fromHub, entrance),
    application: attach("application", fromOthers),
    data: attach("data", fromOthers),
  };
  const lead = (from: string, routerTable: DrgRouteTable, routes: readonly TransitRoute[]) => {
    for (const { block, to } of routes) {
      new DrgRouteTableRouteRule(
        `${name}-${from}-to-${to}`,
        {
          drgRouteTableId: routerTable.id,
          destinationType: "CIDR_BLOCK",
          destination: block,
          nextHopDrgAttachmentId: attachments[to].id,
        },
        { parent },
      );
    }
  };
  lead("from-hub", fromHub, transit.fromHub);
  lead("from-others", fromOthers, transit.fromOthers);
  if (fromCenters !== undefined) lead("from-centers", fromCenters, transit.fromCenters);
  return { attachments, centersTableId: fromCenters?.id };
}

/**
 * Whatever is attached to the router by itself, as a line is until it is given its table, gets the router's default table,
 * with routes to every network, past the firewall. This one imports nothing instead, so that it leads nowhere. A default
 * table's import isn't taken away when it is adopted, only replaced: hence by one of nothing.
 * https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/DrgRouteDistribution
 * https://github.com/oracle/terraform-provider-oci/blob/master/internal/service/core/core_drg_route_table_default_resource.go
 */
function refuseUnplanned(
  name: string,
  nothing: Input<string>,
  network: EnclaveNetwork,
  declaration: Declaration,
  parent: ComponentResource,
): void {
  new DefaultDrgRouteTable(
    `${name}-unplanned`,
    {
      manageDefaultResourceId: network.unplannedTableId,
      displayName: `${name}-unplanned`,
      importDrgRouteDistributionId: nothing,
      ...tags(declaration),
    },
    { parent },
  );
}
