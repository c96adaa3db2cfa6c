import type { Invariant } from "../invariant";
import { about, at, named, rows, some, text, texts, Unmet, type Enclave, type One } from "../reading";

export const releasesAreApproved: Invariant = {
  name: "releases-are-approved",
  says: "a release goes to the cluster after its guard is in place and somebody approved, through a private channel, from a repository that keeps what it has",
  *problems(enclave) {
    for (const pipeline of some(enclave, "oci:DevOps/deployPipeline")) {
      const stage = (name: string) => named(enclave, "oci:DevOps/deployStage", `${pipeline.name}-${name}`);
      const after = (each: One) =>
        rows(each, "deployStagePredecessorCollection.items")
          .map(({ id }) => id)
          .join();
      const [guard, approval, release] = ["guard", "approval", "release"].map(stage);
      if (guard === undefined || approval === undefined || release === undefined)
        throw new Unmet("a stage isn't there");
      if (after(guard) !== pipeline.urn || after(approval) !== guard.urn || after(release) !== approval.urn)
        yield `${about(pipeline)} has its stages in another order`;
      if (text(approval, "deployStageType") !== "MANUAL_APPROVAL") yield `nobody approves of ${about(pipeline)}`;
      if (!(Number(at(approval, "approvalPolicy.numberOfApprovalsRequired")) >= 1))
        yield `${about(approval)} needs nobody`;
      const manifest = enclave.find(texts(guard, "kubernetesManifestDeployArtifactIds")[0]);
      const content = Buffer.from(
        text(manifest?.inputs ?? {}, "deployArtifactSource.base64encodedContent"),
        "base64",
      ).toString();
      for (const wanted of ["ValidatingAdmissionPolicy", "break-glass", '"Fail"', '"Deny"', "@sha256:"]) {
        if (!content.includes(wanted)) yield `the guard of ${about(pipeline)} has no ${wanted}`;
      }
      const released = enclave.find(texts(release, "kubernetesManifestDeployArtifactIds")[0]);
      const repository = enclave.find(at(released?.inputs ?? {}, "deployArtifactSource.repositoryId"));
      if (at(repository?.inputs ?? {}, "isImmutable") !== true) yield `releases of ${about(pipeline)} can be replaced`;
      for (const each of [guard, release]) yield* wrongPlace(enclave, each);
    }
    if (some(enclave, "oci:DevOps/deployPipeline").length !== 2) yield "a side has no releases";
  },
};

function* wrongPlace(enclave: Enclave, stage: One) {
  const place = enclave.find(at(stage, "okeClusterDeployEnvironmentId"));
  const cluster = enclave.find(at(place?.inputs ?? {}, "clusterId"));
  if (cluster?.region !== stage.region) yield `${about(stage)} goes to another cluster`;
  const side = stage.region === "us-phoenix-1" ? "standby" : "primary";
  const subnet = named(enclave, "oci:Core/subnet", `${side}-application`).urn;
  const group = named(enclave, "oci:Core/networkSecurityGroup", `${side}-application`).urn;
  const channel = at(place?.inputs ?? {}, "networkChannel.subnetId");
  if (channel !== subnet || texts(place?.inputs ?? {}, "networkChannel.nsgIds").join() !== group)
    yield `${about(stage)} doesn't go through the application's network`;
}

export const clustersRunSignedImages: Invariant = {
  name: "clusters-run-signed-images",
  says: "each cluster runs what its side's inspection signed, and nothing else",
  *problems(enclave) {
    for (const cluster of some(enclave, "oci:ContainerEngine/cluster")) {
      if (at(cluster, "imagePolicyConfig.isPolicyEnabled") !== true) yield `${about(cluster)} runs any image`;
      const keys = rows(cluster, "imagePolicyConfig.keyDetails").map(({ kmsKeyId }) => enclave.find(kmsKeyId));
      const signing = named(
        enclave,
        "oci:Kms/key",
        `inspection${cluster.region === "us-phoenix-1" ? "-standby" : ""}-signing`,
      );
      if (keys.map((key) => key?.urn).join() !== signing.urn)
        yield `${about(cluster)} trusts other keys than its side's`;
    }
  },
};

export const clustersAreClosed: Invariant = {
  name: "clusters-are-closed",
  says: "clusters and their nodes have no public address, are in the application's subnet and group, and have keys of their own",
  *problems(enclave) {
    const place = ({ region }: One) => {
      const side = region === "us-phoenix-1" ? "standby" : "primary";
      return [
        named(enclave, "oci:Core/subnet", `${side}-application`).urn,
        named(enclave, "oci:Core/networkSecurityGroup", `${side}-application`).urn,
      ] as const;
    };
    for (const cluster of some(enclave, "oci:ContainerEngine/cluster")) {
      const [subnet, group] = place(cluster);
      if (at(cluster, "endpointConfig.isPublicIpEnabled") !== false) yield `anybody reaches ${about(cluster)}`;
      if (texts(cluster, "endpointConfig.nsgIds").join() !== group) yield `${about(cluster)} is in other groups`;
      for (const id of [text(cluster, "endpointConfig.subnetId"), texts(cluster, "options.serviceLbSubnetIds").join()])
        if (id !== subnet) yield `${about(cluster)} is in another subnet than the application's`;
      if (enclave.find(at(cluster, "kmsKeyId"))?.region !== cluster.region) yield `${about(cluster)} has no key`;
      if (text(cluster, "type") !== "ENHANCED_CLUSTER") yield `${about(cluster)} has nodes of other kinds`;
    }
    const pools = some(enclave, "oci:ContainerEngine/nodePool");
    if (pools.length !== 2) yield "a cluster has no nodes of its own";
    for (const pool of pools) {
      const [subnet, group] = place(pool);
      const own = enclave.find(at(pool, "nodeConfigDetails.kmsKeyId"));
      if (own?.region !== pool.region) yield `disks of ${about(pool)} have no key`;
      if (at(pool, "nodeConfigDetails.isPvEncryptionInTransitEnabled") !== true)
        yield `${about(pool)} talks in the clear`;
      if (texts(pool, "nodeConfigDetails.nsgIds").join() !== group) yield `${about(pool)} is in other groups`;
      const places = rows(pool, "nodeConfigDetails.placementConfigs");
      if (places.length < 3) yield `${about(pool)} isn't in each availability domain`;
      if (places.some(({ subnetId }) => subnetId !== subnet)) yield `${about(pool)} is in another subnet`;
      if (text(pool, "nodeMetadata.areLegacyImdsEndpointsDisabled") !== "true")
        yield `${about(pool)} tells any process who it is`;
    }
  },
};
