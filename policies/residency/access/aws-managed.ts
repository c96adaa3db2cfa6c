import { parseAccess, type DataAccess } from "./access";

/**
 * What AWS's own policies grant on content, by the documents in
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html. Where one names only some resources of a
 * service, the service stands here all the same.
 */
const managed: Readonly<Record<string, string>> = {
  AdministratorAccess: "*:rw",
  // Everything but identities, organizations and the account.
  PowerUserAccess: "*:rw",
  ReadOnlyAccess: "*:r",

  AWSLambdaBasicExecutionRole: "logs:w",
  AWSLambdaDynamoDBExecutionRole: "dynamodb:r logs:w",
  AWSLambdaExecute: "logs:rw s3:rw",
  "AWSLambdaInvocation-DynamoDB": "dynamodb:r lambda:w",
  AWSLambdaKinesisExecutionRole: "kinesis:r logs:w",
  // Its consumers read the cluster with credentials of the cluster's own.
  AWSLambdaMSKExecutionRole: "logs:w",
  AWSLambdaRole: "lambda:w",
  AWSLambdaSQSQueueExecutionRole: "logs:w sqs:r",
  AWSLambdaVPCAccessExecutionRole: "logs:w",
  AWSXRayDaemonWriteAccess: "xray:w",
  AWSXrayWriteOnlyAccess: "xray:w",
  AmazonAPIGatewayInvokeFullAccess: "execute-api:w",
  AmazonAPIGatewayPushToCloudWatchLogs: "logs:rw",
  AWSAppSyncPushToCloudWatchLogs: "logs:w",
  CloudWatchAgentServerPolicy: "logs:w ssm:r xray:w",
  CloudWatchLogsFullAccess: "logs:rw",
  CloudWatchLogsReadOnlyAccess: "logs:r",

  AmazonDynamoDBFullAccess: "datapipeline:rw dax:rw dynamodb:rw lambda:w sns:r",
  AmazonDynamoDBFullAccess_v2: "dax:rw dynamodb:rw",
  AmazonDynamoDBReadOnlyAccess: "dax:r dynamodb:r",
  AmazonEC2ContainerRegistryFullAccess: "cloudtrail:r ecr:rw",
  AmazonEC2ContainerRegistryPowerUser: "ecr:rw",
  AmazonEC2ContainerRegistryPullOnly: "ecr:rw", // a pull may fetch the image from another registry first
  AmazonEC2ContainerRegistryReadOnly: "ecr:r",
  AmazonECSTaskExecutionRolePolicy: "ecr:r logs:w",
  AmazonEKSWorkerNodePolicy: "-",
  AmazonEKS_CNI_Policy: "-",
  AmazonElasticFileSystemClientFullAccess: "elasticfilesystem:rw",
  AmazonElasticFileSystemClientReadOnlyAccess: "elasticfilesystem:r",
  AmazonElasticFileSystemClientReadWriteAccess: "elasticfilesystem:rw",
  AmazonKinesisFirehoseFullAccess: "firehose:w",
  AmazonKinesisFirehoseReadOnlyAccess: "-",
  AmazonKinesisFullAccess: "kinesis:rw",
  AmazonKinesisReadOnlyAccess: "kinesis:r",
  AmazonOpenSearchServiceFullAccess: "es:rw",
  AmazonOpenSearchServiceReadOnlyAccess: "-",
  AmazonRDSEnhancedMonitoringRole: "logs:rw",
  AmazonRDSReadOnlyAccess: "logs:r",
  AmazonS3FullAccess: "s3:rw s3-object-lambda:rw",
  AmazonS3ReadOnlyAccess: "s3:r s3-object-lambda:r",
  AmazonSNSFullAccess: "sms-voice:w sns:rw",
  // Their names say more than they grant: neither lets receive.
  AmazonSNSReadOnlyAccess: "-",
  AmazonSQSReadOnlyAccess: "-",
  AmazonSQSFullAccess: "sqs:rw",
  AmazonSSMManagedInstanceCore: "ssm:r ssmmessages:rw",
  AmazonSSMReadOnlyAccess: "ssm:r",
  AWSKeyManagementServicePowerUser: "-",
  AWSStepFunctionsFullAccess: "states:rw",
  IAMFullAccess: "-",
  IAMReadOnlyAccess: "-",
};

const policies: ReadonlyMap<string, DataAccess> = new Map(
  Object.entries(managed).map(([name, cell]) => [name, parseAccess(cell)]),
);

/** What a policy of AWS's own grants; undefined for one that isn't in the table, or is the customer's. */
export function managedAccess(arn: string): DataAccess | undefined {
  const [, name = ""] =
    /^arn:aws[a-z-]*:iam::aws:policy\/(?:(?:service-role|job-function|aws-service-role)\/)?([\w+=,.@-]+)$/.exec(arn) ??
    [];
  return policies.get(name);
}
