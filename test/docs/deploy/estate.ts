import { loadCatalog } from "../../../policies/residency/catalog";
import type { Estate } from "../../../policies/residency/estate";
import type { FactTerms } from "../../../policies/residency/facts";
import { loadMovements } from "../../../policies/residency/movements";
import type { Told } from "../../components/recorder";
import { runStack } from "../../stacks/configured";
import { ownMandate, previewStacks, readMandate } from "../../stacks/previewed";
import { lookUp } from "../../support/lookups";
import { networksOf, type Declared } from "../../support/recorded-routes";
import type { Networks } from "../../support/routes";

/** All stacks with their example configuration, and what they are judged by. */
export async function previewed(): Promise<{ readonly estate: Estate; readonly terms: FactTerms }> {
  const { estate } = await previewStacks(ownMandate);
  const terms = { mandate: readMandate(ownMandate), catalog: loadCatalog(), movements: loadMovements() };
  return { estate, terms };
}

/** What the primary stack's networks on one side are, and what each of their ids is called. */
export interface Side {
  readonly networks: Networks;
  readonly nameOf: (id: string) => string;
}

/**
 * The networks of both sides. A preview doesn't know the firewalls' addresses, which come with the firewalls: so this is
 * what an engine is told that answers as the cloud would.
 */
export async function sides(): Promise<Readonly<Record<"primary" | "standby", Side>>> {
  const { resources } = await runStack("primary");
  return { primary: sideOf("primary", resources), standby: sideOf("standby", resources) };
}

function sideOf(side: string, told: readonly Told[]): Side {
  const own = told.filter(({ name }) => name === side || name.startsWith(`${side}-`));
  const declared = own.map(({ type, name, inputs }): Declared => ({ type, inputs, id: `${name}-id` }));
  const firewalls = declared.filter(({ type }) => type.endsWith(":NetworkFirewall") && type.startsWith("oci:"));
  const addresses = firewalls.map(({ inputs: { subnetId, ipv4address } }) => {
    const found = lookUp("oci:Core/getPrivateIps:getPrivateIps", { subnetId, ipAddress: ipv4address }, "");
    const [address] = found["privateIps"] as readonly { readonly id: string }[];
    return [address?.id ?? "", String(subnetId)] as const;
  });
  return {
    networks: networksOf(declared, new Map(addresses)),
    nameOf: (id) => id.replace(`${side}-`, "").replace(/-id$/, ""),
  };
}
