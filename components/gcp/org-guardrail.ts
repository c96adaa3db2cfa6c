import { ComponentResource } from "@pulumi/pulumi";
import { Policy } from "@pulumi/gcp/orgpolicy";
import * as check from "../checks";
import { declarationChecks, declared } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { allowedLocations } from "./allowed-locations";
import { googleParent } from "./checks";

export interface OrgGuardrailArgs extends Declaration {
  /** The organization or folder whose projects are bound. */
  readonly parent: string;
  /** The regions of the mandate's centers; those in the United States are allowed anyway. */
  readonly regions: readonly string[];
}

/**
 * An organization policy that lets resources be made in the United States and in the mandate's centers only. It doesn't
 * touch what is there already, nor resources without a place.
 * https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
 */
export class OrgGuardrail extends ComponentResource {
  constructor(name: string, args: OrgGuardrailArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:OrgGuardrail", name, declared(args), opts);

    const inUs = check.usRegion("gcp", "us-east4");
    const abroad = args.regions.filter((region) => !inUs.accepts(region));
    new Policy(
      name,
      {
        name: `${args.parent}/policies/gcp.resourceLocations`,
        parent: args.parent,
        // Nothing is inherited: a policy further up can't add a place.
        spec: { rules: [{ values: { allowedValues: allowedLocations(abroad) } }] },
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}

function refuseWrong(name: string, args: OrgGuardrailArgs): void {
  check.refuseWrong("organization guardrail", name, {
    ...declarationChecks(args),
    parent: check.against(args.parent, googleParent),
    ...(args.regions.length > 0 && check.againstEach("regions", args.regions, oneRegion)),
  });
}

/** A region has a group of its own among the constraint's values; a zone or multi-region may have none. */
const known = check.region("gcp", "us-east4");
const oneRegion: check.Check<string> = {
  ...known,
  accepts: (value) => /^[a-z]+-[a-z]+\d{1,2}$/.test(value) && known.accepts(value),
};
