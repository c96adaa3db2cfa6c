import type { Input, Output } from "@pulumi/pulumi";
import type { BuildPipelineArgs, BuildPipelineStageArgs } from "@pulumi/oci/devops";
import type { Source } from "./source-mirror";

/** Where a pipeline's commands run. */
export interface Runner {
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
}

/** The mirrored sources that a pipeline gets, by the folders that they are in. */
export type Checkouts = Readonly<Record<string, { readonly source: Source; readonly branch: string }>>;

/** Oracle Linux 8 on x86-64. https://docs.oracle.com/en-us/iaas/Content/devops/using/runtime_details.htm */
const image = "OL8_X86_64_STANDARD_10";

/** In seconds; the service's longest is ten hours. */
const longestBuild = 7200;

/** What a pipeline's commands find in their environment; whoever starts a run sees the values and can give others. */
export function parameters(
  values: Readonly<Record<string, Input<string>>>,
): BuildPipelineArgs["buildPipelineParameters"] {
  return { items: Object.entries(values).map(([name, defaultValue]) => ({ name, defaultValue })) };
}

/**
 * What a stage that runs commands is told: where they are written, what they get, and the network that they run in.
 *
 * @param specFile - in the first of the checkouts: what is built can't say itself how it is inspected
 */
export function commands(
  specFile: string,
  checkouts: Checkouts,
  runner: Runner,
): Pick<
  BuildPipelineStageArgs,
  | "buildPipelineStageType"
  | "image"
  | "buildSpecFile"
  | "primaryBuildSource"
  | "buildSourceCollection"
  | "privateAccessConfig"
  | "stageExecutionTimeoutInSeconds"
> {
  const [primaryBuildSource = ""] = Object.keys(checkouts);
  return {
    buildPipelineStageType: "BUILD",
    image,
    buildSpecFile: specFile,
    primaryBuildSource,
    buildSourceCollection: {
      items: Object.entries(checkouts).map(([name, { source, branch }]) => ({
        name,
        branch,
        connectionType: "DEVOPS_CODE_REPOSITORY",
        repositoryId: source.id,
        repositoryUrl: source.url,
      })),
    },
    // The other kind of channel is for deployments. Without any, the runner is in a network of Oracle's.
    privateAccessConfig: {
      networkChannelType: "SERVICE_VNIC_CHANNEL",
      subnetId: runner.subnetId,
      nsgIds: [runner.groupId],
    },
    stageExecutionTimeoutInSeconds: longestBuild,
  };
}

/** A stage's place: after another, or first in its pipeline. */
export function after(id: Output<string>): BuildPipelineStageArgs["buildPipelineStagePredecessorCollection"] {
  return { items: [{ id }] };
}
