import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { Repository } from "@pulumi/oci/artifacts";
import { DeployArtifact, DeployEnvironment, DeployPipeline, DeployStage, Project } from "@pulumi/oci/devops";
import { NotificationTopic } from "@pulumi/oci/ons";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { inspectedPath, ocid } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { guardManifest } from "./guard-manifest";

export interface DeployGateArgs extends Declaration {
  readonly applicationCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly clusterId: Input<string>;
  /** Where the gate reaches the cluster's API from, and the group that it is in there. */
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
  /** Where inspected images are. */
  readonly registryPath: Input<string>;
  /** What lets deployment pipelines use the cluster. */
  readonly clusterAccess: Resource;
}

/** What the application is in. */
const namespace = "application";

/**
 * The one way into a cluster: a pipeline that first has the cluster refuse what isn't inspected, then waits for somebody's
 * approval, and then applies a manifest of a repository in which no version can be replaced. It reaches the cluster's private
 * API through an interface in the application's subnet.
 *
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/create_oke_environment.htm
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/deploy_oke.htm
 */
export class DeployGate extends ComponentResource {
  readonly projectId: Output<string>;
  readonly pipelineId: Output<string>;
  /** Where the application's manifests are put. */
  readonly manifestsId: Output<string>;

  constructor(name: string, args: DeployGateArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:DeployGate", name, declared(args), opts);

    const part = { parent: this };
    const compartmentId = args.applicationCompartmentId;
    const labels = tags(args);
    const topic = new NotificationTopic(
      name,
      { compartmentId, name, description: "What happens to releases of the application", ...labels },
      part,
    );
    const project = new Project(
      name,
      {
        compartmentId,
        name,
        description: "Releases of the application",
        notificationConfig: { topicId: topic.id },
        ...labels,
      },
      part,
    );
    const manifests = new Repository(
      name,
      {
        compartmentId,
        displayName: name,
        description: "What the application's releases apply to the cluster",
        repositoryType: "GENERIC",
        isImmutable: true,
        ...labels,
      },
      part,
    );
    const pipeline = new DeployPipeline(
      name,
      {
        projectId: project.id,
        displayName: name,
        description: "Releases the application",
        deployPipelineParameters: {
          items: [{ name: "manifestVersion", description: "The version of application.yaml to apply" }],
        },
        ...labels,
      },
      part,
    );
    this.declareStages(name, args, { projectId: project.id, pipelineId: pipeline.id, repositoryId: manifests.id });

    this.projectId = project.id;
    this.pipelineId = pipeline.id;
    this.manifestsId = manifests.id;
    this.registerOutputs({ projectId: this.projectId, pipelineId: this.pipelineId, manifestsId: this.manifestsId });
  }

  private declareStages(
    name: string,
    args: DeployGateArgs,
    ids: Readonly<Record<"projectId" | "pipelineId" | "repositoryId", Output<string>>>,
  ): void {
    const { projectId, pipelineId: deployPipelineId, repositoryId } = ids;
    const part = { parent: this };
    const labels = tags(args);
    const environment = new DeployEnvironment(
      name,
      {
        projectId,
        displayName: name,
        deployEnvironmentType: "OKE_CLUSTER",
        clusterId: args.clusterId,
        networkChannel: {
          networkChannelType: "PRIVATE_ENDPOINT_CHANNEL",
          subnetId: args.subnetId,
          nsgIds: [args.groupId],
        },
        ...labels,
      },
      { ...part, dependsOn: [args.clusterAccess], ...untilSettled(`${name}-cluster-reachable`, notAuthorized) },
    );
    const manifest = (what: string, inputs: ManifestInputs) =>
      new DeployArtifact(
        `${name}-${what}`,
        {
          projectId,
          displayName: `${name}-${what}`,
          deployArtifactType: "KUBERNETES_MANIFEST",
          argumentSubstitutionMode: inputs.argumentSubstitutionMode,
          deployArtifactSource: inputs.source,
          ...labels,
        },
        part,
      );
    const guard = manifest("guard", {
      argumentSubstitutionMode: "NONE",
      source: {
        deployArtifactSourceType: "INLINE",
        base64encodedContent: output(args.registryPath).apply((path) =>
          Buffer.from(guardManifest(path, namespace)).toString("base64"),
        ),
      },
    });
    const release = manifest("release", {
      argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
      source: {
        deployArtifactSourceType: "GENERIC_ARTIFACT",
        repositoryId,
        deployArtifactPath: "application.yaml",
        deployArtifactVersion: "${manifestVersion}",
      },
    });
    const after = (id: Input<string>) => ({ deployPipelineId, deployStagePredecessorCollection: { items: [{ id }] } });
    const apply = (what: string, artifact: DeployArtifact, predecessor: Input<string>, rollback: string) =>
      new DeployStage(
        `${name}-${what}`,
        {
          ...after(predecessor),
          displayName: what,
          deployStageType: "OKE_DEPLOYMENT",
          okeClusterDeployEnvironmentId: environment.id,
          kubernetesManifestDeployArtifactIds: [artifact.id],
          namespace,
          rollbackPolicy: { policyType: rollback },
          ...labels,
        },
        part,
      );
    const guarded = apply("guard", guard, deployPipelineId, "NO_STAGE_ROLLBACK_POLICY");
    const approved = new DeployStage(
      `${name}-approval`,
      {
        ...after(guarded.id),
        displayName: "approval",
        deployStageType: "MANUAL_APPROVAL",
        approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 1 },
        ...labels,
      },
      part,
    );
    apply("release", release, approved.id, "AUTOMATED_STAGE_ROLLBACK_POLICY");
  }
}

interface ManifestInputs {
  readonly argumentSubstitutionMode: string;
  readonly source: ConstructorParameters<typeof DeployArtifact>[1]["deployArtifactSource"];
}

function refuseWrong(name: string, args: DeployGateArgs): void {
  check.refuseWrong("deploy gate", name, {
    ...declarationChecks(args),
    applicationCompartmentId: check.against(args.applicationCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    clusterId: check.against(args.clusterId, ocid("cluster")),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    groupId: check.against(args.groupId, ocid("networksecuritygroup")),
    registryPath: check.against(args.registryPath, inspectedPath),
  });
}
