import path from "node:path";
import { loadCatalog } from "../../../policies/residency/catalog";
import type { Estate } from "../../../policies/residency/estate";
import type { FactTerms } from "../../../policies/residency/facts";
import { loadMovements } from "../../../policies/residency/movements";
import type { Told } from "../../components/recorder";
import type { JoinedCenter } from "../../../components/oci/network/flows";
import { joinedCenters } from "../../../stacks/primary/network";
import { example, runStack } from "../../stacks/configured";
import { ownMandate, previewStacks, readMandate } from "../../stacks/previewed";
import { lookUp } from "../../support/lookups";
import { linesTo, networksOf, type Declared } from "../../support/recorded-routes";
import type { Networks } from "../../support/routes";

/** June 2022, when every center has everything that it ever has. */
const dualRun = path.join(__dirname, "../../fixtures/mandates/dual-run.yaml");

export interface Previewed {
  readonly estate: Estate;
  readonly terms: FactTerms;
}

/** All stacks with their example configuration as they are today and in dual-run, and what they are judged by. */
export async function previewed(): Promise<Readonly<Record<"today" | "dualRun", Previewed>>> {
  return { today: await previewedBy(ownMandate), dualRun: await previewedBy(dualRun) };
}

async function previewedBy(mandateFile: string): Promise<Previewed> {
  const { estate } = await previewStacks(mandateFile);
  const terms = { mandate: readMandate(mandateFile), catalog: loadCatalog(), movements: loadMovements() };
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
  return { primary: sideOf("primary", resources, ownCenters()), standby: sideOf("standby", resources, []) };
}

/** The centers that the project's own mandate has joined to Ashburn. */
export function ownCenters(): JoinedCenter[] {
  return centersBy(ownMandate);
}

/** The centers that a mandate has joined to Ashburn. */
export function centersBy(mandateFile: string): JoinedCenter[] {
  const { "stateside:virginiaBlock": virginiaBlock, "stateside:singaporeBlock": singaporeBlock } = example("primary");
  return joinedCenters(readMandate(mandateFile).centers, { virginiaBlock, singaporeBlock });
}

/** @param centers - the ends of private lines, which their own stacks declare */
function sideOf(side: string, told: readonly Told[], centers: readonly JoinedCenter[]): Side {
  const own = told.filter(({ name }) => name === side || name.startsWith(`${side}-`));
  const declared = own.map(({ type, name, inputs }): Declared => ({ type, inputs, id: `${name}-id` }));
  const firewalls = declared.filter(({ type }) => type.endsWith(":NetworkFirewall") && type.startsWith("oci:"));
  const addresses = firewalls.map(({ inputs: { subnetId, ipv4address } }) => {
    const found = lookUp("oci:Core/getPrivateIps:getPrivateIps", { subnetId, ipAddress: ipv4address }, "");
    const [address] = found["privateIps"] as readonly { readonly id: string }[];
    return [address?.id ?? "", String(subnetId)] as const;
  });
  return {
    networks: networksOf(declared, new Map(addresses), linesTo(centers, `${side}-id`, `${side}-from-centers-id`)),
    nameOf: (id) => id.replace(`${side}-`, "").replace(/-id$/, ""),
  };
}
