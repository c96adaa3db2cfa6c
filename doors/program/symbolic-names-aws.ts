import type { AnsweredOutput } from "./symbolic-names";

export const answeredOfAws: readonly AnsweredOutput[] = [
  { cloud: "aws", name: "arn", form: "arn", because: "policies, grants, targets and sources name resources by it" },
  {
    ...{ cloud: "aws", name: "qualifiedArn", form: "arn", only: ["aws:lambda/function:Function"] },
    because: "edge functions and aliases are named by it",
  },
  {
    ...{ cloud: "aws", name: "invokeArn", form: "arn" },
    only: ["aws:lambda/alias:Alias", "aws:lambda/function:Function"],
    because: "an API gateway's integration names its function by it",
  },
  {
    ...{ cloud: "aws", name: "executionArn", form: "arn" },
    only: [
      "aws:apigateway/restApi:RestApi",
      "aws:apigateway/stage:Stage",
      "aws:apigatewayv2/api:Api",
      "aws:apigatewayv2/stage:Stage",
    ],
    because: "permissions name an API by it",
  },
  {
    ...{ cloud: "aws", name: "streamArn", form: "arn", only: ["aws:dynamodb/table:Table"] },
    because: "event sources name a table's stream by it",
  },
  {
    ...{ cloud: "aws", name: "iamArn", form: "arn" },
    only: ["aws:cloudfront/originAccessIdentity:OriginAccessIdentity"],
    because: "bucket policies name a distribution's identity by it",
  },
  {
    ...{ cloud: "aws", name: "name", form: "token", except: ["aws:identitystore/user:User"] },
    because: "the name that the provider chooses, by which most resources refer to each other",
  },
  {
    ...{ cloud: "aws", name: "bucket", form: "token" },
    except: ["aws:athena/database:Database", "aws:timestreaminfluxdb/dbCluster:DbCluster"],
    because: "a bucket's name",
  },
  {
    ...{ cloud: "aws", name: "clusterIdentifier", form: "token", except: ["aws:redshiftdata/statement:Statement"] },
    because: "a database cluster's name",
  },
  { cloud: "aws", name: "identifier", form: "token", because: "a database's name" },
  {
    ...{ cloud: "aws", name: "keyId", form: "token" },
    only: ["aws:kms/key:Key", "aws:kms/replicaExternalKey:ReplicaExternalKey", "aws:kms/replicaKey:ReplicaKey"],
    because: "aliases and grants name a key by it",
  },
  {
    cloud: "aws",
    name: "dnsName",
    form: "host",
    because: "records and origins lead to a balancer or file system by it",
  },
  {
    ...{ cloud: "aws", name: "domainName", form: "host", except: ["aws:ec2/vpcDhcpOptions:VpcDhcpOptions"] },
    because: "records and origins lead to a distribution or API by it",
  },
  {
    ...{ cloud: "aws", name: "fqdn", form: "host", only: ["aws:route53/record:Record"] },
    because: "certificates are validated, and records are made, by it",
  },
  {
    ...{ cloud: "aws", name: "bucketDomainName", form: "host" },
    only: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    because: "distributions and logs name a bucket by it",
  },
  {
    ...{ cloud: "aws", name: "bucketRegionalDomainName", form: "host" },
    only: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    because: "distributions name a bucket by it",
  },
  {
    ...{ cloud: "aws", name: "regionalDomainName", form: "host", only: ["aws:apigateway/domainName:DomainName"] },
    because: "records lead to an API by it",
  },
  {
    ...{ cloud: "aws", name: "websiteEndpoint", form: "host" },
    only: [
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketV2:BucketV2",
      "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
      "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
    ],
    because: "distributions and records lead to a bucket's site by it",
  },
  {
    ...{ cloud: "aws", name: "readerEndpoint", form: "host" },
    only: ["aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster", "aws:rds/cluster:Cluster"],
    because: "programs and migrations read a database there",
  },
  {
    ...{ cloud: "aws", name: "endpoint", form: "url" },
    only: ["aws:eks/cluster:Cluster", "aws:mediastore/container:Container"],
    because: "providers and programs reach the service there; these two give a URL",
  },
  {
    ...{ cloud: "aws", name: "endpoint", form: "host" },
    only: [
      "aws:docdb/cluster:Cluster",
      "aws:elasticsearch/domain:Domain",
      "aws:neptune/cluster:Cluster",
      "aws:opensearch/domain:Domain",
      "aws:rds/cluster:Cluster",
      "aws:rds/instance:Instance",
      "aws:rds/proxy:Proxy",
      "aws:redshift/cluster:Cluster",
    ],
    because: "programs, migrations and streams reach the store there",
  },
  {
    ...{ cloud: "aws", name: "configurationEndpoint", form: "host", only: ["aws:elasticache/cluster:Cluster"] },
    because: "programs reach the cache there",
  },
  {
    ...{ cloud: "aws", name: "primaryEndpointAddress", form: "host" },
    only: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    because: "programs reach the cache there",
  },
  {
    ...{ cloud: "aws", name: "address", form: "host", only: ["aws:rds/instance:Instance"] },
    because: "programs and migrations reach the database there",
  },
  {
    ...{ cloud: "aws", name: "url", form: "url", only: ["aws:sqs/queue:Queue"] },
    because: "a queue's policy and its senders name it by this",
  },
  {
    ...{ cloud: "aws", name: "uri", form: "url" },
    only: ["aws:datasync/s3Location:S3Location"],
    because: "a copy's end is named by it",
  },
  {
    ...{ cloud: "aws", name: "invokeUrl", form: "url" },
    only: ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"],
    because: "subscriptions and origins lead to an API by it",
  },
  {
    ...{ cloud: "aws", name: "apiEndpoint", form: "url", only: ["aws:apigatewayv2/api:Api"] },
    because: "subscriptions and origins lead to an API by it",
  },
  {
    ...{ cloud: "aws", name: "functionUrl", form: "url", only: ["aws:lambda/functionUrl:FunctionUrl"] },
    because: "subscriptions and origins lead to a function by it",
  },
  {
    ...{ cloud: "aws", name: "repositoryUrl", form: "host", only: ["aws:ecr/repository:Repository"] },
    because: "images are named by it; it has no scheme",
  },
  {
    ...{ cloud: "aws", name: "globalReplicationGroupId", form: "token" },
    only: ["aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"],
    because: "caches in other regions join the global one by it",
  },
  {
    ...{ cloud: "aws", name: "multiRegionClusterName", form: "token" },
    only: ["aws:memorydb/multiRegionCluster:MultiRegionCluster"],
    because: "clusters in several regions join by it",
  },
  {
    ...{ cloud: "aws", name: "endpointArn", form: "arn" },
    only: ["aws:dms/endpoint:Endpoint", "aws:dms/s3Endpoint:S3Endpoint"],
    because: "replication tasks name their two ends by it",
  },
  { cloud: "aws", name: "publicIp", form: "token", because: "records and lists of addresses lead to a machine by it" },
  { cloud: "aws", name: "privateIp", form: "token", because: "records and targets lead to a machine by it" },
];
