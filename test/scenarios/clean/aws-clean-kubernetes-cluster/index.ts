import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
const zones = aws.getAvailabilityZonesOutput({ state: "available" }).names;
const subnetIds = [0, 1].map(
  (index) =>
    new aws.ec2.Subnet(`shop-${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: zones.apply((names) => names[index] ?? ""),
    }).id,
);

const clusterRole = new aws.iam.Role("cluster", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "eks.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("cluster", {
  role: clusterRole.name,
  policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
});
const cluster = new aws.eks.Cluster("shop", {
  roleArn: clusterRole.arn,
  vpcConfig: { subnetIds, endpointPrivateAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
  enabledClusterLogTypes: ["api", "audit"],
});

const nodeRole = new aws.iam.Role("nodes", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});
for (const policy of ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"]) {
  new aws.iam.RolePolicyAttachment(policy, { role: nodeRole.name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
}
new aws.eks.NodeGroup("shop", {
  clusterName: cluster.name,
  nodeRoleArn: nodeRole.arn,
  subnetIds,
  instanceTypes: ["m7g.large"],
  scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 6 },
});
