import { endOf } from "../../components/oci/network/flows";
import type { JoinedCenter } from "../../components/oci/network/flows";
import type { Networks } from "./routes";

/** A resource, by what others call it. */
export interface Declared {
  readonly id: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * The networks that resources make up.
 *
 * @param firewalls - the subnet's id for each id of a firewall's private IP address
 * @param lines - what the ends of private lines tell, which stacks of their own declare
 */
export function networksOf(
  resources: readonly Declared[],
  firewalls: ReadonlyMap<string, string>,
  lines: Networks["lines"] = new Map(),
): Networks {
  const all = (kind: string) => resources.filter(({ type }) => type.split(":")[2] === kind);
  const tables = new Map(
    all("RouteTableAttachment").map(({ inputs }) => [text(inputs, "subnetId"), text(inputs, "routeTableId")]),
  );
  const subnets = all("Subnet").map(({ id, inputs }) => {
    const table = tables.get(id) ?? optional(inputs, "routeTableId");
    return [id, { network: text(inputs, "vcnId"), block: text(inputs, "cidrBlock"), table }] as const;
  });
  const gateways = (["internet", "services"] as const).flatMap((kind) =>
    all(kind === "internet" ? "InternetGateway" : "ServiceGateway").map(({ id, inputs }) => {
      return [id, { kind, network: text(inputs, "vcnId"), table: optional(inputs, "routeTableId") }] as const;
    }),
  );
  return {
    blocks: new Map(all("Vcn").map(({ id, inputs }) => [id, members(inputs, "cidrBlocks").map(String)])),
    subnets: new Map(subnets),
    tables: new Map(all("RouteTable").map(({ id, inputs }) => [id, members(inputs, "routeRules").map(ruleOf)])),
    gateways: new Map(gateways),
    routers: new Map(all("Drg").map(({ id }) => [id, routerOf(id, all)])),
    lines,
    firewalls,
  };
}

/** The lines to centers, called as flows call those: what its own stack makes of each, as far as routes go. */
export function linesTo(centers: readonly JoinedCenter[], router: string, routerTable: string): Networks["lines"] {
  return new Map(centers.map((center) => [endOf(center), { router, routerTable, blocks: [center.block] }]));
}

type All = (kind: string) => readonly Declared[];

function routerOf(router: string, all: All) {
  const attached = all("DrgAttachment").filter(({ inputs }) => inputs["drgId"] === router);
  const attachments = attached.map(({ id, inputs }) => {
    const details = fields(inputs["networkDetails"]);
    const routerTable = text(inputs, "drgRouteTableId");
    return [id, { network: text(details, "id"), routerTable, table: optional(details, "routeTableId") }] as const;
  });
  const rules = all("DrgRouteTableRouteRule").map(({ inputs }) => ({
    table: text(inputs, "drgRouteTableId"),
    block: text(inputs, "destination"),
    attachment: text(inputs, "nextHopDrgAttachmentId"),
  }));
  const tables = all("DrgRouteTable").map(({ id }) => [id, rules.filter(({ table }) => table === id)] as const);
  const taken = all("DefaultDrgRouteTable").map(
    ({ inputs }) => [text(inputs, "manageDefaultResourceId"), inputs] as const,
  );
  const imports = [...all("DrgRouteTable").map(({ id, inputs }) => [id, inputs] as const), ...taken].map(
    ([id, inputs]) => [id, importsOf(optional(inputs, "importDrgRouteDistributionId"), all)] as const,
  );
  return { attachments: new Map(attachments), tables: new Map(tables), imports: new Map(imports) };
}

/** What the statements of a route distribution accept. */
function importsOf(distribution: string | undefined, all: All) {
  const declared = all("DrgRouteDistribution").find(({ id }) => id === distribution);
  const statements = all("DrgRouteDistributionStatement").filter(
    ({ inputs }) => declared !== undefined && inputs["drgRouteDistributionId"] === declared.id,
  );
  const accepts = (kind: string) =>
    statements.some(({ inputs }) => {
      const { matchType, attachmentType } = fields(inputs["matchCriteria"]);
      return matchType !== "DRG_ATTACHMENT_TYPE" || attachmentType === kind;
    });
  return { ofNetworks: accepts("VCN"), ofLines: accepts("VIRTUAL_CIRCUIT") };
}

function ruleOf(rule: unknown) {
  const inputs = fields(rule);
  const isLabel = inputs["destinationType"] === "SERVICE_CIDR_BLOCK";
  return {
    destination: isLabel ? "oracle-services" : text(inputs, "destination"),
    target: text(inputs, "networkEntityId"),
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  // SAFETY: looked at field by field, and an array has none of those.
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function members(inputs: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const value = inputs[name];
  return Array.isArray(value) ? value : [];
}

function text(inputs: Readonly<Record<string, unknown>>, name: string): string {
  const value = optional(inputs, name);
  if (value === undefined) throw new Error(`\`${name}\` isn't text`);
  return value;
}

function optional(inputs: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = inputs[name];
  return typeof value === "string" ? value : undefined;
}
