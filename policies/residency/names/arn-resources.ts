/** How a service writes its resources in the last field of an ARN. */
export interface ArnResource {
  readonly service: string;
  /** `name` is the resource's; `base` is as much as the ARN of that resource has, without versions, aliases and parts. */
  readonly form: RegExp;
  /** Pieces of the types that the name is of. */
  readonly of: readonly string[];
  /** It is in no region; one that the ARN states all the same is a mistake, and not believed. */
  readonly isGlobal?: true;
}

const bucket = ["s3/bucket:", "s3/bucketv2:", "s3/directorybucket:", "s3control/bucket:"];

/** S3 buckets share one namespace: their ARNs say neither account nor region. */
export const bucketTypes: readonly string[] = bucket;
export const accessPointTypes: readonly string[] = [
  "s3/accesspoint:",
  "objectlambdaaccesspoint:",
  "multiregionaccesspoint:",
];

const balancers = ["lb/loadbalancer:"]; // in alb/, lb/ and elb/

const row = (
  service: string,
  form: string,
  of: readonly string[],
  more: { readonly isGlobal?: true } = {},
): ArnResource => ({
  service,
  form: new RegExp(`^(?<base>${form})(?=$|[/:])`, "i"),
  of,
  ...more,
});

/** A name between separators, and one that may have slashes. */
const name = "(?<name>[^/:]+)";
const deepName = "(?<name>[^:]+)";

/**
 * Where the part before the name doesn't tell the type, or the name isn't all that follows. The forms are those of the
 * pages of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const arnResources: readonly ArnResource[] = [
  row("s3", `accesspoint[/:]${name}`, accessPointTypes),
  row("s3", `(?:job|storage-lens|storage-lens-group|access-grants)/${name}`, ["s3control/"]),
  row("s3", name, bucket, { isGlobal: true }),
  row("s3express", `bucket/${name}`, ["s3/directorybucket:"]),
  row("s3-object-lambda", `accesspoint/${name}`, ["objectlambdaaccesspoint:"]),
  row("s3-outposts", `outpost/[^/:]+/bucket/${name}`, ["s3control/bucket:"]),
  row("s3-outposts", `outpost/[^/:]+/accesspoint/${name}`, accessPointTypes),
  row("s3tables", `bucket/${name}`, ["tablebucket:"]),
  row("s3vectors", `bucket/${name}`, ["vectorsvectorbucket:"]),
  row("iam", `(?:role|assumed-role)/(?:[^/:]+/)*${name}`, ["iam/role:"], { isGlobal: true }),
  row("iam", `user/(?:[^/:]+/)*${name}`, ["iam/user:"], { isGlobal: true }),
  row("iam", `group/(?:[^/:]+/)*${name}`, ["iam/group:"], { isGlobal: true }),
  row("iam", `policy/(?:[^/:]+/)*${name}`, ["iam/policy:"], { isGlobal: true }),
  row("iam", `instance-profile/(?:[^/:]+/)*${name}`, ["iam/instanceprofile:"], { isGlobal: true }),
  row("iam", `saml-provider/${name}`, ["iam/samlprovider:"], { isGlobal: true }),
  row("iam", `oidc-provider/${deepName}`, ["iam/openidconnectprovider:"], { isGlobal: true }),
  row("sts", `assumed-role/${name}`, ["iam/role:"], { isGlobal: true }),
  row("lambda", `function:${name}`, ["lambda/function:"]),
  row("lambda", `layer:${name}`, ["lambda/layerversion:"]),
  row("dynamodb", `table/${name}`, ["dynamodb/table:", "dynamodb/globaltable:"]),
  row("dynamodb", `global-table/${name}`, ["dynamodb/globaltable:"]),
  row("logs", `log-group:${deepName}`, ["cloudwatch/loggroup:"]),
  row("logs", `destination:${name}`, ["cloudwatch/logdestination:"]),
  row("kinesis", `stream/${name}`, ["kinesis/stream:"]),
  row("firehose", `deliverystream/${name}`, ["firehosedeliverystream:"]),
  row("kinesisvideo", `stream/${name}`, ["kinesis/videostream:"]),
  row("kinesisanalytics", `application/${name}`, ["kinesisanalyticsv2/application:", "kinesis/analyticsapplication:"]),
  row("sns", name, ["sns/topic:"]),
  row("sqs", name, ["sqs/queue:"]),
  row("ecr", `repository/${deepName}`, ["ecr/repository:"]),
  row("ecr-public", `repository/${deepName}`, ["ecrpublic/repository:"]),
  row("states", `stateMachine:${name}`, ["sfn/statemachine:"]),
  row("states", `activity:${name}`, ["sfn/activity:"]),
  row("kms", `key/${name}`, ["kms/key:", "kms/externalkey:", "kms/replicakey:", "kms/replicaexternalkey:"]),
  row("kms", "(?<name>alias/[^:]+)", ["kms/alias:"]),
  row("secretsmanager", `secret:${deepName}`, ["secretsmanager/secret:"]),
  row("ssm", "parameter(?<name>/(?<short>[^:]+))", ["ssm/parameter:"]), // of `/a/b` and of `b`
  row("rds", `db:${name}`, [
    "rds/instance:",
    "rds/clusterinstance:",
    "docdb/clusterinstance:",
    "neptune/clusterinstance:",
  ]),
  row("rds", `cluster:${name}`, ["rds/cluster:", "docdb/cluster:", "neptune/cluster:"]),
  row("rds", `snapshot:${deepName}`, ["rds/snapshot:", "rds/snapshotcopy:"]),
  row("rds", `cluster-snapshot:${deepName}`, ["clustersnapshot:", "rds/clustersnapshotcopy:"]),
  row("rds", `db-proxy:${name}`, ["rds/proxy:"]),
  row("rds", `global-cluster:${name}`, ["globalcluster:"]),
  row("elasticfilesystem", `file-system/${name}`, ["efs/filesystem:"]),
  row("elasticfilesystem", `access-point/${name}`, ["efs/accesspoint:"]),
  row("elasticloadbalancing", `loadbalancer/(?:app|net|gwy)/${name}/[^/:]+`, balancers),
  row("elasticloadbalancing", `listener/(?:app|net|gwy)/${name}/[^/:]+`, balancers),
  row("elasticloadbalancing", `loadbalancer/${name}`, ["elb/loadbalancer:"]),
  row("elasticloadbalancing", `targetgroup/${name}/[^/:]+`, ["lb/targetgroup:"]),
  row("es", `domain/${name}`, ["opensearch/domain:", "elasticsearch/domain:"]),
  row("aoss", `collection/${name}`, ["serverlesscollection:"]),
  row("glue", `database/${name}`, ["glue/catalogdatabase:"]),
  row("glue", `table/[^/:]+/${name}`, ["glue/catalogtable:"]),
  row("glue", "(?<name>catalog)", ["glue/catalog:"]),
  row("apigateway", `/restapis/${name}`, ["apigateway/restapi:"]),
  row("apigateway", `/apis/${name}`, ["apigatewayv2/api:"]),
  row("execute-api", name, ["apigateway/restapi:", "apigatewayv2/api:"]),
  row("events", `event-bus/${deepName}`, ["cloudwatch/eventbus:"]),
  row("events", `rule/(?:[^:]+/)?${name}`, ["cloudwatch/eventrule:"]),
  row("events", `api-destination/${name}`, ["cloudwatch/eventapidestination:"]),
  row("events", `archive/${name}`, ["cloudwatch/eventarchive:"]),
  row("events", `connection/${name}`, ["cloudwatch/eventconnection:"]),
  row("events", `endpoint/${name}`, ["cloudwatch/eventendpoint:"]),
  row("ec2", `network-interface/${name}`, ["ec2/networkinterface:"]),
  row("ec2", `volume/${name}`, ["ebs/volume:"]),
  row("ec2", `snapshot/${name}`, ["ebs/snapshot:", "ebs/snapshotcopy:", "ebs/snapshotimport:"]),
  row("ec2", `image/${name}`, ["ec2/ami:", "ec2/amicopy:", "ec2/amifrominstance:"]),
  row("kafka", `cluster/${name}/[^/:]+`, ["msk/cluster:", "msk/serverlesscluster:"]),
  row("kafka", `topic/[^/:]+/[^/:]+/${name}`, ["msk/topic:"]),
  row("backup", `backup-vault:${name}`, ["backup/vault:", "backup/logicallyairgappedvault:"]),
  row("scheduler", `schedule/[^/:]+/${name}`, ["scheduler/schedule:"]),
  row("codeartifact", `repository/[^/:]+/${name}`, ["codeartifact/repository:"]),
  row("cognito-idp", `userpool/${name}`, ["cognito/userpool:"]),
  row("cloudfront", `distribution/${name}`, ["cloudfront/distribution:"], { isGlobal: true }),
  row("cloudfront", `origin-access-identity/cloudfront/${name}`, ["originaccessidentity:"], { isGlobal: true }),
];

/** Services of which nothing is regional, whatever stands in the field. */
export const globalServices: ReadonlySet<string> = new Set(["iam", "sts", "cloudfront", "route53", "organizations"]);

/**
 * What an API Gateway integration reaches: `arn:aws:apigateway:REGION:SERVICE:path/…`, where the service stands in the
 * account's field. https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export const integrations: readonly ArnResource[] = [
  { service: "sqs", form: /^path\/[^/]+\/(?<name>[^/?]+)/i, of: ["sqs/queue:"] },
  { service: "s3", form: /^path\/(?<name>[^/?]+)/i, of: bucket },
];
