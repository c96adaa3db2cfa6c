import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { KnowledgeBase } from "@pulumi/oci/adm";
import { BuildPipeline, BuildPipelineStage, DeployArtifact } from "@pulumi/oci/devops";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { branchName, cvssLimit, imageTag, inspectedName } from "./admission";
import { after, commands, parameters } from "./pipeline-parts";
import type { Checkouts, Runner } from "./pipeline-parts";
import { deliveredImage } from "./registry-path";

export interface ImageBuildArgs extends Declaration {
  readonly inspectionCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly projectId: Input<string>;
  /** What the image is called in the registry. */
  readonly image: string;
  readonly registryPath: Input<string>;
  /** The repositories that are pushed to. */
  readonly repositories: readonly Resource[];
  /** The images that this one is made from, as tags in the registry's repository `base`, by what its Dockerfile calls them. */
  readonly bases: Readonly<Record<string, string>>;
  /** The first has the build specification, `inspection/<image>.build_spec.yaml`. */
  readonly checkouts: Checkouts;
  readonly runner: Runner;
  /** The highest CVSS score that a dependency of Maven's may have, with one decimal. @default - the source has none */
  readonly cvssLimit?: string;
}

/**
 * A pipeline that makes one image from mirrored sources: it audits what the source depends on, refuses what has a score above the limit, builds,
 * and delivers into the registry. Nothing runs what it delivers before the gate has signed it.
 *
 * The audit is a step of the build, as the service has no stage for it, and knows Maven's dependencies alone: those of any
 * other kind are found when the image is scanned.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/scan-code.htm
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/deliverartifact-stage.htm
 */
export class ImageBuild extends ComponentResource {
  readonly pipelineId: Output<string>;

  constructor(name: string, args: ImageBuildArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:ImageBuild", name, declared(args), opts);

    const part = { parent: this };
    const labeled = tags(args);
    const pipeline = new BuildPipeline(
      name,
      {
        projectId: args.projectId,
        displayName: name,
        description: `Builds the image of ${args.image}, and delivers it`,
        buildPipelineParameters: parameters({
          REGION: args.region,
          COMPARTMENT_ID: args.inspectionCompartmentId,
          BASES: Object.keys(args.bases).join(" "),
          ...this.baseImages(args),
          ...this.auditParameters(name, args),
        }),
        ...labeled,
      },
      part,
    );
    const artifact = new DeployArtifact(
      name,
      {
        projectId: args.projectId,
        displayName: name,
        description: `The image of ${args.image}`,
        deployArtifactType: "DOCKER_IMAGE",
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactSource: {
          deployArtifactSourceType: "OCIR",
          imageUri: output(args.registryPath).apply((path) => deliveredImage(path, args.image)),
        },
        ...labeled,
      },
      { ...part, dependsOn: [...args.repositories] },
    );
    const build = new BuildPipelineStage(
      `${name}-build`,
      {
        buildPipelineId: pipeline.id,
        buildPipelineStagePredecessorCollection: after(pipeline.id),
        displayName: "build",
        description: "Audits what can be audited of the source, and builds the image",
        ...commands(`inspection/${args.image}.build_spec.yaml`, args.checkouts, args.runner),
        ...labeled,
      },
      part,
    );
    new BuildPipelineStage(
      `${name}-deliver`,
      {
        buildPipelineId: pipeline.id,
        buildPipelineStagePredecessorCollection: after(build.id),
        buildPipelineStageType: "DELIVER_ARTIFACT",
        displayName: "deliver",
        description: "Pushes the image into the registry",
        deliverArtifactCollection: { items: [{ artifactId: artifact.id, artifactName: "image" }] },
        ...labeled,
      },
      part,
    );
    this.pipelineId = pipeline.id;
    this.registerOutputs({ pipelineId: this.pipelineId });
  }

  private baseImages({ bases, registryPath }: ImageBuildArgs): Record<string, Output<string>> {
    return Object.fromEntries(
      Object.entries(bases).map(([base, tag]) => [base, output(registryPath).apply((path) => `${path}/base:${tag}`)]),
    );
  }

  private auditParameters(name: string, args: ImageBuildArgs): Record<string, Input<string>> {
    if (args.cvssLimit === undefined) return {};
    const compartmentId = args.inspectionCompartmentId;
    const known = new KnowledgeBase(name, { compartmentId, displayName: name, ...tags(args) }, { parent: this });
    return { KNOWLEDGE_BASE_ID: known.id, CVSS_LIMIT: args.cvssLimit };
  }
}

function refuseWrong(name: string, args: ImageBuildArgs): void {
  check.refuseWrong("image build", name, {
    ...declarationChecks(args),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    image: check.against(args.image, inspectedName),
    ...baseChecks(args.bases),
    cvssLimit: check.against(args.cvssLimit, cvssLimit),
    ...branchChecks(args.checkouts),
  });
}

/** A base is a variable of the build's environment and an argument of the Dockerfile. */
const baseName = check.pattern("a name of 1 to 40 capital letters and underscores", "BASE", /^[A-Z][A-Z_]{0,39}$/);

function baseChecks(bases: Readonly<Record<string, string>>): Record<string, check.Refusal | undefined> {
  return Object.fromEntries(
    Object.entries(bases).map(([base, tag]) => [
      `bases.${base}`,
      check.against(base, baseName) ?? check.against(tag, imageTag),
    ]),
  );
}

/** What is wrong with the branches of checkouts, for `refuseWrong`. */
export function branchChecks(checkouts: Checkouts): Record<string, check.Refusal | undefined> {
  const entries = Object.entries(checkouts);
  if (entries.length === 0)
    return { checkouts: { value: "{}", allowed: "at least one: the first has the build specification" } };
  return Object.fromEntries(
    entries.map(([folder, { branch }]) => [`checkouts.${folder}.branch`, check.against(branch, branchName)]),
  );
}
