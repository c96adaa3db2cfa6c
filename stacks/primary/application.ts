import type { Output, ProviderResource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Declaration } from "../../components/declaration";
import { ApplicationCluster } from "../../components/oci/application/application-cluster";
import { ClusterAccess } from "../../components/oci/application/cluster-access";
import { DeployGate } from "../../components/oci/application/deploy-gate";
import { watch } from "../../components/oci/audit/watch";
import type { Watched } from "../../components/oci/audit/watch";
import { clusterBlock, kubernetesVersion, nodeShape } from "../../components/oci/checks";
import { text, wholeFrom } from "../config";
import type { Outputs } from "../stack-outputs";
import type { keys, Place } from "./keys";

/** What the clusters of both sides are told. */
export const applicationSettings = {
  kubernetesVersion: text(kubernetesVersion),
  nodeShape: text(nodeShape).default("VM.Standard.E5.Flex"),
  nodeCount: wholeFrom(3, 1000, "nodes").default(3),
  nodeProcessors: wholeFrom(1, 64, "OCPUs").default(2),
  nodeGigabytes: wholeFrom(1, 1024, "gigabytes").default(32),
  podBlock: text(clusterBlock).default("10.244.0.0/16"),
  serviceBlock: text({ ...clusterBlock, example: "10.96.0.0/16" }).default("10.96.0.0/16"),
};

type Settings = { readonly [Key in keyof typeof applicationSettings]: z.output<(typeof applicationSettings)[Key]> };

/** One side: its network, and what its logs go into. */
interface Side extends Place {
  readonly network: {
    readonly networkIds: { readonly application: Output<string> };
    readonly subnetIds: { readonly application: Output<string> };
    readonly groupIds: { readonly application: Output<string> };
  };
  readonly logGroupId: Output<string>;
}

interface Given {
  readonly settings: Settings & {
    readonly addressBlock: string;
    readonly standbyAddressBlock: string;
    readonly logDays: number;
  };
  readonly declaration: Declaration;
  readonly landing: Outputs<"landing">;
  readonly inspection: Outputs<"inspection">;
  readonly home: ProviderResource;
  readonly primary: Side;
  readonly standby: Side;
  readonly keys: ReturnType<typeof keys>;
}

/** What runs the application, a cluster on each side: only what the inspection has signed comes to run there. */
export function application({ settings, declaration, landing, inspection, home, primary, standby, keys }: Given) {
  const { vault, standbyVault } = keys;
  const signingKeyId = inspection("signingKeyId");
  const standbySigningKeyId = inspection("standbySigningKeyId");
  const registryPath = inspection("registryPath");
  const standbyRegistryPath = inspection("standbyRegistryPath");
  const tenancyId = landing("tenancyId");
  const applicationCompartmentId = landing("applicationCompartmentId");
  const clusterAccess = new ClusterAccess(
    "application",
    {
      ...declaration,
      tenancyId,
      applicationCompartmentId,
      enclaveCompartmentId: landing("enclaveCompartmentId"),
      networkCompartmentId: landing("networkCompartmentId"),
      inspectionCompartmentId: landing("inspectionCompartmentId"),
      keysCompartmentId: landing("keysCompartmentId"),
      secretsKeyId: vault.keyIds.secrets,
      nodesKeyId: vault.keyIds.nodes,
      signingKeyId,
      standbySecretsKeyId: standbyVault.keyIds.secrets,
      standbyNodesKeyId: standbyVault.keyIds.nodes,
      standbySigningKeyId,
    },
    { provider: home },
  );

  const { addressBlock, standbyAddressBlock } = settings;
  const both = {
    ...declaration,
    tenancyId,
    applicationCompartmentId,
    clusterAccess,
    kubernetesVersion: settings.kubernetesVersion,
    nodeShape: settings.nodeShape,
    nodeCount: settings.nodeCount,
    nodeProcessors: settings.nodeProcessors,
    nodeGigabytes: settings.nodeGigabytes,
    podBlock: settings.podBlock,
    serviceBlock: settings.serviceBlock,
  };
  const cluster = new ApplicationCluster(
    "application",
    {
      ...both,
      ...placeOf(primary),
      addressBlock,
      otherAddressBlock: standbyAddressBlock,
      secretsKeyId: vault.keyIds.secrets,
      nodesKeyId: vault.keyIds.nodes,
      signingKeyId,
      registryPath,
    },
    { provider: primary.provider },
  );
  const standbyCluster = new ApplicationCluster(
    "application-standby",
    {
      ...both,
      ...placeOf(standby),
      addressBlock: standbyAddressBlock,
      otherAddressBlock: addressBlock,
      secretsKeyId: standbyVault.keyIds.secrets,
      nodesKeyId: standbyVault.keyIds.nodes,
      signingKeyId: standbySigningKeyId,
      registryPath: standbyRegistryPath,
    },
    { provider: standby.provider },
  );
  const released = { ...declaration, applicationCompartmentId, clusterAccess };
  const gate = new DeployGate(
    "enclave-releases",
    { ...released, ...reachOf(primary), clusterId: cluster.clusterId, registryPath },
    { provider: primary.provider },
  );
  const standbyGate = new DeployGate(
    "enclave-releases-standby",
    {
      ...released,
      ...reachOf(standby),
      clusterId: standbyCluster.clusterId,
      registryPath: standbyRegistryPath,
    },
    { provider: standby.provider },
  );

  const log = (name: string, side: Side, watched: Pick<Watched, "service" | "category" | "resourceId">) =>
    watch(
      name,
      { ...declaration, logGroupId: side.logGroupId, days: settings.logDays, ...watched },
      { provider: side.provider },
    );
  const ofCluster = { service: "oke-k8s-cp-prod", category: "all-service-logs" } as const;
  log("primary-cluster", primary, { ...ofCluster, resourceId: cluster.clusterId });
  log("standby-cluster", standby, { ...ofCluster, resourceId: standbyCluster.clusterId });
  log("primary-releases", primary, { service: "devops", category: "all", resourceId: gate.projectId });
  log("standby-releases", standby, { service: "devops", category: "all", resourceId: standbyGate.projectId });

  return { cluster, standbyCluster, gate, standbyGate };
}

function placeOf(side: Side) {
  return { ...reachOf(side), networkId: side.network.networkIds.application };
}

function reachOf({ region, network }: Side) {
  return { region, subnetId: network.subnetIds.application, groupId: network.groupIds.application };
}
