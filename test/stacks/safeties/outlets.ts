import { lookUp } from "../../support/lookups";
import { runStack } from "../configured";

/** Every question about an address has an answer of its own. */
const addressId = (ipAddress: unknown) =>
  JSON.stringify(
    lookUp("oci:Core/getPrivateIps:getPrivateIps", { ipAddress, subnetId: "any" }, "")["privateIps"],
  ).match(/"id":"(?<id>[^"]*)"/)?.groups?.["id"];

/**
 * For each route table of `primary`, by name: the names of the firewalls that its routes lead to, in order; `undefined`
 * where one leads elsewhere.
 *
 * @param exported - the names of what `landing` exports
 */
export async function outlets(exported: readonly string[]): Promise<Map<string, readonly (string | undefined)[]>> {
  const landing = Object.fromEntries(exported.map((name) => [name, `${name}-value`]));
  const { resources } = await runStack("primary", { landing });
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const firewalls = new Map(
    ofType("oci:NetworkFirewall/networkFirewall:NetworkFirewall").map(({ name, inputs }) => [
      addressId(inputs["ipv4address"]) as unknown,
      name,
    ]),
  );
  const tables = ofType("oci:Core/routeTable:RouteTable").map(
    ({ name, inputs }) => [name, targetsOf(inputs["routeRules"])] as const,
  );
  return new Map(tables.map(([name, targets]) => [name, targets.map((target) => firewalls.get(target))]));
}

function targetsOf(rules: unknown): readonly unknown[] {
  // SAFETY: the SDK declares a list of records, and mocks know every value.
  return (rules as readonly { readonly networkEntityId?: unknown }[]).map(({ networkEntityId }) => networkEntityId);
}
