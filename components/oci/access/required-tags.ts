import { ComponentResource } from "@pulumi/pulumi";
import type { Input } from "@pulumi/pulumi";
import { TagDefault } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";

export interface RequiredTagsArgs extends Declaration {
  readonly enclaveCompartmentId: Input<string>;
  readonly dataClassTagId: Input<string>;
  readonly ownerTagId: Input<string>;
}

/**
 * From now on, nothing is created in the enclave that doesn't say the class of its data and its owner. The compartments
 * inside inherit it; what is there already stays as it is. A required default is filled in by whoever creates, so its
 * `value` is only what the service asks for, and one that the key takes.
 * https://docs.oracle.com/en-us/iaas/Content/Tagging/Tasks/managingtagdefaults.htm
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/identity_tag_default
 */
export class RequiredTags extends ComponentResource {
  constructor(name: string, args: RequiredTagsArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:RequiredTags", name, declared(args), opts);

    const requireTag = (key: string, tagDefinitionId: Input<string>, value: string) =>
      new TagDefault(
        `${name}-${key}`,
        { compartmentId: args.enclaveCompartmentId, tagDefinitionId, value, isRequired: true },
        { parent: this },
      );
    requireTag("data-class", args.dataClassTagId, args.dataClass);
    requireTag("owner", args.ownerTagId, args.owner);
    this.registerOutputs({});
  }
}

function refuseWrong(name: string, args: RequiredTagsArgs): void {
  check.refuseWrong("required tags", name, {
    ...declarationChecks(args),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
  });
}
