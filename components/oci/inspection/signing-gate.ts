import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { BuildPipeline, BuildPipelineStage } from "@pulumi/oci/devops";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { admittedSeverities, cvssLimit, inspectedName, projectPrefix } from "./admission";
import { branchChecks } from "./image-build";
import { after, commands, parameters } from "./pipeline-parts";
import type { Checkouts, Runner } from "./pipeline-parts";

export interface SigningGateArgs extends Declaration {
  readonly inspectionCompartmentId: Input<string>;
  /** The region of the provider, in the United States: a registry's images are signed with a key of its own region. */
  readonly region: string;
  readonly projectId: Input<string>;
  /** What the repositories' names begin with. */
  readonly prefix: string;
  /** What may be signed: images that a pipeline here has built. */
  readonly images: readonly string[];
  /** An RSA key: clusters verify no other. */
  readonly signingKeyId: Input<string>;
  readonly signingKeyVersionId: Input<string>;
  /** The sources of the gate itself, and no others: what it inspects can't say how. */
  readonly checkouts: Checkouts;
  readonly runner: Runner;
  /** The highest CVSS score that anything in an image may have, with one decimal. */
  readonly cvssLimit: string;
}

/**
 * The gate before the enclave's clusters, which run signed images alone. A run is given an image and its tag; it waits for
 * what the scan says of that image, refuses a severity that the limit doesn't admit, and signs the image's digest.
 *
 * A pipeline of its own, as builds run what others wrote: this runs `inspection/gate.build_spec.yaml` and nothing else. It
 * is started by whoever releases: `oci devops build-run create --build-pipeline-id <pipeline> --build-run-arguments ...`.
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrysigningimages_topic.htm
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengenforcingsignedimagesfromocir.htm
 */
export class SigningGate extends ComponentResource {
  readonly pipelineId: Output<string>;

  constructor(name: string, args: SigningGateArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:SigningGate", name, declared(args), opts);

    const pipeline = new BuildPipeline(
      name,
      {
        projectId: args.projectId,
        displayName: name,
        description: "Signs images that the scan finds nothing serious in",
        buildPipelineParameters: parameters({
          REGION: args.region,
          COMPARTMENT_ID: args.inspectionCompartmentId,
          PREFIX: args.prefix,
          IMAGES: args.images.join(" "),
          ADMITTED_SEVERITIES: admittedSeverities(Number(args.cvssLimit)).join(" "),
          SIGNING_KEY_ID: args.signingKeyId,
          SIGNING_KEY_VERSION_ID: args.signingKeyVersionId,
          // Given with each run.
          IMAGE: "none",
          IMAGE_TAG: "none",
        }),
        ...tags(args),
      },
      { parent: this },
    );
    new BuildPipelineStage(
      `${name}-sign`,
      {
        buildPipelineId: pipeline.id,
        buildPipelineStagePredecessorCollection: after(pipeline.id),
        displayName: "sign",
        description: "Waits for the scan of an image, and signs it or refuses to",
        ...commands("inspection/gate.build_spec.yaml", args.checkouts, args.runner),
        ...tags(args),
      },
      { parent: this },
    );
    this.pipelineId = pipeline.id;
    this.registerOutputs({ pipelineId: this.pipelineId });
  }
}

function refuseWrong(name: string, args: SigningGateArgs): void {
  check.refuseWrong("signing gate", name, {
    ...declarationChecks(args),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    prefix: check.against(args.prefix, projectPrefix),
    ...check.againstEach("images", args.images, inspectedName),
    signingKeyId: check.against(args.signingKeyId, ocid("key")),
    cvssLimit: check.against(args.cvssLimit, cvssLimit),
    ...branchChecks(args.checkouts),
  });
}
