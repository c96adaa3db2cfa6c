import { buildEstate, type Estate, type Resource } from "../../../policies/residency/estate";
import { isRecord, record, Unknown, type Value } from "../../../policies/residency/values";
import { lookUp } from "../../support/lookups";
import { previewStacks } from "../previewed";
import { mandateFile } from "./mandate";
import { outlets } from "./outlets";

/** What a program looks up to use it as it is: without answers, a preview would know nothing of it. */
const lookedUp = [
  "oci:Core/getServices:getServices",
  "oci:CloudGuard/getSecurityPolicies:getSecurityPolicies",
] as const;

/** The project's stacks as one estate, with their example configuration. */
export async function loadEstate(): Promise<Estate> {
  const answers = lookedUp.map((token) => [token, lookUp(token, {}, "us-ashburn-1")] as const);
  const preview = await previewStacks(mandateFile, new Map(answers));
  return withOutlets(preview.estate, await outlets(preview.outputs));
}

/**
 * A firewall's private IP address is looked up once the firewall is there: no preview knows its OCID. So routes to it are
 * filled in with what the same program declares where everything is known.
 */
function withOutlets(estate: Estate, found: ReadonlyMap<string, readonly (string | undefined)[]>): Estate {
  const firewalls = new Map(
    estate.resources
      .filter(({ type }) => type === "oci:NetworkFirewall/networkFirewall:NetworkFirewall")
      .map(({ name, urn }) => [name, urn]),
  );
  const filled = (table: Resource): Resource => {
    const rules = table.inputs["routeRules"];
    if (!Array.isArray(rules)) return table;
    const routeRules = rules.map((rule: Value, index) => {
      if (!isRecord(rule) || !isUnseen(rule["networkEntityId"])) return rule;
      const urn = firewalls.get(found.get(table.name)?.[index] ?? "");
      if (urn === undefined) throw new Error(`nobody knows where route ${index} of table \`${table.name}\` leads`);
      return record([...Object.entries(rule), ["networkEntityId", outputOf(urn, "addressId")]]);
    });
    return { ...table, inputs: record([...Object.entries(table.inputs), ["routeRules", routeRules]]) };
  };
  return withResources(
    estate,
    estate.resources.map((one) => (one.type === "oci:Core/routeTable:RouteTable" ? filled(one) : one)),
  );
}

function isUnseen(value: Value | undefined): boolean {
  return value instanceof Unknown && value.text === undefined;
}

function outputOf(urn: string, name: string): Unknown {
  const token = `${name} of ${urn}`;
  return new Unknown("not-yet-known", {
    text: token,
    outputs: new Map([[token, { urn, name, placeholder: token }]]),
  });
}

/** A copy of an estate, with other resources. */
export function withResources(estate: Estate, resources: readonly Resource[]): Estate {
  return buildEstate(estate.scope, estate.stacks, resources, estate.gaps, estate.states);
}
