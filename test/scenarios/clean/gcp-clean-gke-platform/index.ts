import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const location = "us-central1";

const network = new gcp.compute.Network("platform", { autoCreateSubnetworks: false });
const subnet = new gcp.compute.Subnetwork("nodes", {
  network: network.id,
  region: location,
  ipCidrRange: "10.10.0.0/20",
  privateIpGoogleAccess: true,
});
const router = new gcp.compute.Router("platform", { network: network.id, region: location });
new gcp.compute.RouterNat("outgoing", {
  router: router.name,
  region: location,
  natIpAllocateOption: "AUTO_ONLY",
  sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
});

const images = new gcp.artifactregistry.Repository("images", { repositoryId: "images", location, format: "DOCKER" });
const nodes = new gcp.serviceaccount.Account("nodes", { accountId: "platform-nodes" });
new gcp.artifactregistry.RepositoryIamMember("nodes-pull", {
  repository: images.name,
  location,
  role: "roles/artifactregistry.reader",
  member: pulumi.interpolate`serviceAccount:${nodes.email}`,
});

const cluster = new gcp.container.Cluster("platform", {
  location,
  network: network.id,
  subnetwork: subnet.id,
  initialNodeCount: 1,
  removeDefaultNodePool: true,
  privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true },
  loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] },
  workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" },
});
new gcp.container.NodePool("general", {
  cluster: cluster.name,
  location,
  nodeCount: 2,
  nodeConfig: { machineType: "e2-standard-4", serviceAccount: nodes.email },
});
