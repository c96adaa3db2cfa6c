import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { Tag, TagNamespace } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declared, labels } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tagNamespace } from "../tags";

export interface EnclaveTagsArgs extends Declaration {
  readonly tenancyId: string;
  /** The classes that the mandate knows: the label `data-class` takes no other value. */
  readonly dataClasses: readonly string[];
}

/**
 * The tag namespace and its keys, which labels have to be declared in before anything can carry them: whatever is tagged
 * comes after. They are the tenancy's, so that rights over the enclave's compartments are none over its labels. Needs the
 * home region.
 * https://docs.oracle.com/en-us/iaas/Content/Tagging/Tasks/managingtagsandtagnamespaces.htm
 */
export class EnclaveTags extends ComponentResource {
  readonly dataClassTagId: Output<string>;
  readonly ownerTagId: Output<string>;

  constructor(name: string, args: EnclaveTagsArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:EnclaveTags", name, declared(args), opts);

    // A namespace can't carry tags of its own keys.
    const freeformTags = labels(args);
    const namespace = new TagNamespace(
      name,
      {
        compartmentId: args.tenancyId,
        name: tagNamespace,
        description: "What the enclave's resources say of the data that they hold",
        freeformTags,
      },
      { parent: this, protect: true },
    );
    const dataClass = new Tag(
      `${name}-data-class`,
      {
        tagNamespaceId: namespace.id,
        name: "data-class",
        description: "The class of the data, as the mandate names it",
        validator: { validatorType: "ENUM", values: [...args.dataClasses] },
        freeformTags,
      },
      { parent: this, protect: true },
    );
    const owner = new Tag(
      `${name}-owner`,
      { tagNamespaceId: namespace.id, name: "owner", description: "The team that answers for it", freeformTags },
      { parent: this, protect: true },
    );

    this.dataClassTagId = dataClass.id;
    this.ownerTagId = owner.id;
    this.registerOutputs({ dataClassTagId: this.dataClassTagId, ownerTagId: this.ownerTagId });
  }
}

function refuseWrong(name: string, args: EnclaveTagsArgs): void {
  const { dataClasses } = args;
  check.refuseWrong("enclave tags", name, {
    dataClass: check.against(args.dataClass, oneOf(dataClasses)),
    owner: check.against(args.owner, check.labelText),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    ...check.againstEach("dataClasses", dataClasses, check.labelText),
  });
}

function oneOf(values: readonly string[]): check.Check<string> {
  return {
    allowed: `one of the mandate's classes, ${values.map(check.quote).join(", ")}`,
    example: values[0] ?? "us-user",
    accepts: (value) => values.includes(value),
  };
}
