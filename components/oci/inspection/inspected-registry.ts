import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { ContainerRepository } from "@pulumi/oci/artifacts";
import { getNamespaceOutput } from "@pulumi/oci/objectstorage";
import { ContainerScanRecipe, ContainerScanTarget } from "@pulumi/oci/vulnerabilityscanning";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { ocid } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { inspectedName, projectPrefix } from "./admission";
import { registryPath } from "./registry-path";

export interface InspectedRegistryArgs extends Declaration {
  readonly inspectionCompartmentId: Input<string>;
  /** The region of the provider, in the United States: a registry is one region's. */
  readonly region: string;
  /** What the repositories' names begin with, before a slash: a name is taken once in a tenancy's region. */
  readonly prefix: string;
  /** What there are images of, each in a repository of its own. */
  readonly images: readonly string[];
  /** What lets the images be scanned. */
  readonly access: Resource;
}

/**
 * The repositories that everything in the enclave runs from: private, with tags that can't be given to another image, each
 * image scanned when it comes and whenever a new problem is known.
 *
 * That a push can make a repository of its own is a switch of the whole tenancy, and stays as it is: who may push here may
 * do so in this compartment alone.
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrycreatingarepository.htm
 * https://docs.oracle.com/en-us/iaas/scanning/using/scanning-container-images.htm
 */
export class InspectedRegistry extends ComponentResource {
  /** What images are called, before a slash and their own name: `iad.ocir.io/<namespace>/<prefix>`. */
  readonly path: Output<string>;
  /** The repositories: what is pushed to them comes after. */
  readonly repositories: readonly Resource[];

  constructor(name: string, args: InspectedRegistryArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:InspectedRegistry", name, declared(args), opts);

    const compartmentId = args.inspectionCompartmentId;
    this.repositories = args.images.map(
      (image) =>
        new ContainerRepository(
          `${name}-${image}`,
          {
            compartmentId,
            displayName: `${args.prefix}/${image}`,
            isImmutable: true,
            isPublic: false,
            ...tags(args),
          },
          { parent: this, protect: true },
        ),
    );
    const recipe = new ContainerScanRecipe(
      name,
      { compartmentId, displayName: name, scanSettings: { scanLevel: "STANDARD" }, ...tags(args) },
      { parent: this },
    );
    new ContainerScanTarget(
      name,
      {
        compartmentId,
        displayName: name,
        description: "Every image of the enclave",
        containerScanRecipeId: recipe.id,
        // Without a list of repositories, all of the compartment's: none is left out that is added later.
        targetRegistry: { compartmentId, type: "OCIR" },
        ...tags(args),
      },
      { parent: this, dependsOn: [args.access], ...untilSettled(`${name}-scan-allowed`, notAuthorized) },
    );

    const { namespace } = getNamespaceOutput({}, { parent: this });
    this.path = namespace.apply((known) => registryPath(args.region, known, args.prefix));
    this.registerOutputs({ path: this.path });
  }
}

function refuseWrong(name: string, args: InspectedRegistryArgs): void {
  check.refuseWrong("inspected registry", name, {
    ...declarationChecks(args),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    prefix: check.against(args.prefix, projectPrefix),
    ...check.againstEach("images", args.images, inspectedName),
  });
}
