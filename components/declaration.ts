import type { ComponentResourceOptions, ProviderResource } from "@pulumi/pulumi";
import { against, labelText } from "./checks";
import type { Refusal } from "./checks";

/** What every component declares about the data that its resources hold. */
export interface Declaration {
  /** The class of the data, as the mandate names it. */
  readonly dataClass: string;
  /** The team that answers for it. */
  readonly owner: string;
}

/** What a component registers as its inputs: where its resources have no label, the judge takes the class from here. */
export function declared({ dataClass, owner }: Declaration): Declaration {
  return { dataClass, owner };
}

/** What is wrong with a declaration, for `refuseWrong`. */
export function declarationChecks({ dataClass, owner }: Declaration): Record<keyof Declaration, Refusal | undefined> {
  return { dataClass: against(dataClass, labelText), owner: against(owner, labelText) };
}

/** The labels of a component's resources: AWS tags, OCI free-form tags and Google Cloud labels are written alike. */
export function labels({ dataClass, owner }: Declaration): { [key: string]: string } {
  return { "data-class": dataClass, owner };
}

/** A component's options: its provider is always named, as the region that counts is the provider's. */
export type ComponentOptions = ComponentResourceOptions & { readonly provider: ProviderResource };
