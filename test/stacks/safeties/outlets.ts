import { lookUp } from "../../support/lookups";
import { runStack } from "../configured";
import { mandateFile } from "./mandate";

/** Every question about an address has an answer of its own. */
const addressId = (ipAddress: unknown) =>
  JSON.stringify(
    lookUp("oci:Core/getPrivateIps:getPrivateIps", { ipAddress, subnetId: "any" }, "")["privateIps"],
  ).match(/"id":"(?<id>[^"]*)"/)?.groups?.["id"];

/**
 * For each route table of `primary`, by name: the names of the firewalls that its routes lead to, in order; `undefined`
 * where one leads elsewhere.
 *
 * @param outputs - what each stack exports
 */
export async function outlets(
  outputs: ReadonlyMap<string, object>,
): Promise<Map<string, readonly (string | undefined)[]>> {
  const { resources } = await runPrimary(outputs);
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

/** Runs the stack by the mandate that the estate is previewed by. */
async function runPrimary(outputs: ReadonlyMap<string, object>) {
  const exported = (stack: string) =>
    Object.fromEntries(Object.keys(outputs.get(stack) ?? {}).map((name) => [name, `${name}-value`]));
  const given = process.env["STATESIDE_MANDATE"];
  process.env["STATESIDE_MANDATE"] = mandateFile;
  try {
    return await runStack("primary", { landing: exported("landing"), inspection: exported("inspection") });
  } finally {
    if (given === undefined) delete process.env["STATESIDE_MANDATE"];
    else process.env["STATESIDE_MANDATE"] = given;
  }
}

function targetsOf(rules: unknown): readonly unknown[] {
  // SAFETY: the SDK declares a list of records, and mocks know every value.
  return (rules as readonly { readonly networkEntityId?: unknown }[]).map(({ networkEntityId }) => networkEntityId);
}
