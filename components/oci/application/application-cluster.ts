import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { Cluster, getNodePoolOptionOutput, NodePool } from "@pulumi/oci/containerengine";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { clusterBlock, inspectedPath, kubernetesVersion, nodeShape, ocid, oracleAddressBlock } from "../checks";
import { availabilityDomain } from "../data/availability-domain";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { newestImage } from "./node-image";
import { nodeStart } from "./node-start";

export interface ApplicationClusterArgs extends Declaration {
  readonly tenancyId: Input<string>;
  readonly applicationCompartmentId: Input<string>;
  /** The region of the provider, in the United States, with three availability domains. */
  readonly region: string;
  /** Where the Kubernetes API, the nodes and the entry points are, and the group that all of them are in. */
  readonly networkId: Input<string>;
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
  /** What encrypts Kubernetes' secrets. */
  readonly secretsKeyId: Input<string>;
  /** What encrypts the nodes' boot volumes: an AES key of one version only. */
  readonly nodesKeyId: Input<string>;
  /** What an image has to be signed with: an RSA key. */
  readonly signingKeyId: Input<string>;
  /** Where inspected images are. */
  readonly registryPath: Input<string>;
  /** What lets clusters use those. */
  readonly clusterAccess: Resource;
  /** As the service writes it, `v1.34.1`. */
  readonly kubernetesVersion: string;
  /** A flexible one with x86 processors. */
  readonly nodeShape: string;
  /** From 3 to 1,000. */
  readonly nodeCount: number;
  /** Of each node: OCPUs from 1 to 64. */
  readonly nodeProcessors: number;
  /** Of each node: gigabytes of memory from 1 to 1,024, at most 64 for each OCPU. */
  readonly nodeGigabytes: number;
  /** Private blocks that no pod can reach beyond its cluster, apart from each other and from the two blocks below. */
  readonly podBlock: string;
  readonly serviceBlock: string;
  /** The addresses of the side's networks, and those of the other side's. */
  readonly addressBlock: string;
  readonly otherAddressBlock: string;
}

const overlay = "FLANNEL_OVERLAY";

/**
 * What runs the application on one side: a Kubernetes cluster that nobody reaches but what is in the application's group,
 * and that admits no image without a signature of the inspection's key. Such an image is named by its digest. Whoever may
 * write pods could pass the check with the annotation `oracle.image-policy.k8s.io/break-glass`, so nobody may but the deploy
 * gate: people have no right to use a cluster, and no way to its API.
 *
 * Pods talk in an overlay of their own, behind their nodes' addresses: the network's flows are those of nodes, and a cluster
 * needs no right to change network interfaces, as it would to give pods addresses of the subnet.
 *
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengenforcingsignedimagesfromocir.htm
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Concepts/contengpodnetworking_topic-flannel_CNI_plugin.htm
 */
export class ApplicationCluster extends ComponentResource {
  readonly clusterId: Output<string>;
  readonly nodePoolId: Output<string>;

  constructor(name: string, args: ApplicationClusterArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:ApplicationCluster", name, declared(args), opts);

    const cluster = this.declareCluster(name, args);
    const pool = this.declareNodes(name, args, cluster);

    this.clusterId = cluster.id;
    this.nodePoolId = pool.id;
    this.registerOutputs({ clusterId: this.clusterId, nodePoolId: this.nodePoolId });
  }

  private declareCluster(name: string, args: ApplicationClusterArgs): Cluster {
    return new Cluster(
      name,
      {
        compartmentId: args.applicationCompartmentId,
        name,
        // Only an enhanced one replaces its nodes by itself.
        type: "ENHANCED_CLUSTER",
        kubernetesVersion: args.kubernetesVersion,
        vcnId: args.networkId,
        kmsKeyId: args.secretsKeyId,
        clusterPodNetworkOptions: [{ cniType: overlay }],
        endpointConfig: { isPublicIpEnabled: false, subnetId: args.subnetId, nsgIds: [args.groupId] },
        // Enabled without a key, it would admit every image.
        imagePolicyConfig: { isPolicyEnabled: true, keyDetails: [{ kmsKeyId: args.signingKeyId }] },
        options: {
          kubernetesNetworkConfig: { podsCidr: args.podBlock, servicesCidr: args.serviceBlock },
          serviceLbSubnetIds: [args.subnetId],
          // Nothing is made in the enclave without labels: neither entry points nor volumes.
          serviceLbConfig: tags(args),
          persistentVolumeConfig: tags(args),
        },
        ...tags(args),
      },
      {
        parent: this,
        protect: true,
        dependsOn: [args.clusterAccess],
        ...untilSettled(`${name}-cluster-key-usable`, notAuthorized),
      },
    );
  }

  /**
   * Without an SSH key Oracle makes one up that nobody has. A new version or image replaces node after node, a new one
   * before each that goes.
   * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengupgradingk8sworkernode_topic-Performing_an_InPlace_Worker_Node_Upgrade_By_Cycling_an_Existing_Node_Pool.htm
   */
  private declareNodes(name: string, args: ApplicationClusterArgs, cluster: Cluster): NodePool {
    const options = { parent: this };
    const { sources } = getNodePoolOptionOutput(
      {
        nodePoolOptionId: "all",
        compartmentId: args.applicationCompartmentId,
        nodePoolK8sVersion: args.kubernetesVersion,
      },
      options,
    );
    return new NodePool(
      name,
      {
        compartmentId: args.applicationCompartmentId,
        clusterId: cluster.id,
        name,
        kubernetesVersion: args.kubernetesVersion,
        nodeShape: args.nodeShape,
        nodeShapeConfig: { ocpus: args.nodeProcessors, memoryInGbs: args.nodeGigabytes },
        nodeSourceDetails: {
          sourceType: "IMAGE",
          imageId: sources.apply((found) => newestImage(found, args.kubernetesVersion)),
        },
        // The first version of the metadata service gives the node's credentials to a forged request, too.
        // https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm#upgrading-v2
        nodeMetadata: {
          areLegacyImdsEndpointsDisabled: "true",
          user_data: output(args.registryPath).apply((path) => Buffer.from(nodeStart(path)).toString("base64")),
        },
        nodeConfigDetails: {
          size: args.nodeCount,
          placementConfigs: [1, 2, 3].map((number) => ({
            availabilityDomain: availabilityDomain(number, args.tenancyId, options),
            subnetId: args.subnetId,
          })),
          nsgIds: [args.groupId],
          kmsKeyId: args.nodesKeyId,
          isPvEncryptionInTransitEnabled: true,
          nodePoolPodNetworkOptionDetails: { cniType: overlay },
          ...tags(args),
        },
        nodePoolCyclingDetails: { isNodeCyclingEnabled: true, maximumSurge: "1", maximumUnavailable: "0" },
        ...tags(args),
      },
      {
        ...options,
        dependsOn: [args.clusterAccess],
        ...untilSettled(`${name}-nodes-key-usable`, notAuthorized),
      },
    );
  }
}

function refuseWrong(name: string, args: ApplicationClusterArgs): void {
  const { addressBlock, otherAddressBlock, serviceBlock } = args;
  const apart = check.apartFrom(addressBlock, check.apartFrom(otherAddressBlock, clusterBlock));
  // https://docs.oracle.com/en-us/iaas/Content/Compute/References/computeshapes.htm#flexible
  const memory = check.whole(1, Math.min(1024, 64 * args.nodeProcessors), "gigabytes");
  check.refuseWrong("application cluster", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    applicationCompartmentId: check.against(args.applicationCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    networkId: check.against(args.networkId, ocid("vcn")),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    groupId: check.against(args.groupId, ocid("networksecuritygroup")),
    secretsKeyId: check.against(args.secretsKeyId, ocid("key")),
    nodesKeyId: check.against(args.nodesKeyId, ocid("key")),
    signingKeyId: check.against(args.signingKeyId, ocid("key")),
    registryPath: check.against(args.registryPath, inspectedPath),
    kubernetesVersion: check.against(args.kubernetesVersion, kubernetesVersion),
    nodeShape: check.against(args.nodeShape, nodeShape),
    nodeCount: check.against(args.nodeCount, check.whole(3, 1000, "nodes")),
    nodeProcessors: check.against(args.nodeProcessors, check.whole(1, 64, "OCPUs")),
    nodeGigabytes: check.against(args.nodeGigabytes, memory),
    podBlock: check.against(args.podBlock, check.apartFrom(serviceBlock, apart)),
    serviceBlock: check.against(serviceBlock, apart),
    addressBlock: check.against(addressBlock, oracleAddressBlock),
    otherAddressBlock: check.against(otherAddressBlock, oracleAddressBlock),
  });
}
