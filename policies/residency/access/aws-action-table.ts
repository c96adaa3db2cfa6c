/**
 * What AWS's actions do with content. The actions of a service, and what each does, are listed one service a page under
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * (`list_amazons3.html` and so on). */

/**
 * By service: the actions that read content, `>` those that write it; one that does both stands on both sides. A service
 * that has a row has no others today; the verbs below judge what it gets next year.
 * Starting or invoking something hands it content. What copies or shares on the cloud's own side without handing anything to
 * the caller (a snapshot, a replication setting, a policy) isn't here: that is a movement of its own.
 */
export const contentActions: Readonly<Record<string, string>> = {
  aoss: "APIAccessAll DashboardsAccessAll > APIAccessAll DashboardsAccessAll",
  athena:
    "GetQueryResults GetQueryResultsStream StartQueryExecution CreatePresignedNotebookUrl StartCalculationExecution > StartQueryExecution StartCalculationExecution",
  cassandra: "Select SelectMultiRegionResource GetRecords > Modify ModifyMultiRegionResource",
  codeartifact:
    "ReadFromRepository GetPackageVersionAsset GetPackageVersionReadme CopyPackageVersions > PublishPackageVersion CopyPackageVersions",
  "cognito-idp":
    "GetUser AdminGetUser ListUsers ListUsersInGroup GetUserAttributeVerificationCode > SignUp AdminCreateUser UpdateUserAttributes AdminUpdateUserAttributes CreateUserImportJob",
  "cognito-sync": "ListRecords > UpdateRecords",
  dax: "GetItem BatchGetItem Query Scan ConditionCheckItem > PutItem UpdateItem BatchWriteItem",
  dsql: "DbConnect DbConnectAdmin > DbConnect DbConnectAdmin",
  dynamodb:
    "GetItem BatchGetItem Query Scan GetRecords PartiQLSelect ConditionCheckItem SearchVectors ReadDataForReplication ExportTableToPointInTime > PutItem UpdateItem BatchWriteItem PartiQLInsert PartiQLUpdate WriteDataForReplication ImportTable",
  ebs: "GetSnapshotBlock > PutSnapshotBlock",
  // Copies of images and snapshots go to the region where they are asked for.
  ec2: "GetConsoleOutput GetConsoleScreenshot GetPasswordData ExportImage CreateInstanceExportTask CreateStoreImageTask CopySnapshot CopyImage > ImportImage ImportSnapshot ImportVolume ImportInstance CreateRestoreImageTask CopySnapshot CopyImage",
  ecr: "GetDownloadUrlForLayer BatchGetImage > PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload ReplicateImage BatchImportUpstreamImage",
  // To pull from a public registry takes no permission.
  "ecr-public": " > PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload",
  elasticache: "Connect > Connect",
  elasticfilesystem: "ClientMount ClientRootAccess ReplicationRead > ClientWrite ClientRootAccess ReplicationWrite",
  es: "ESHttpGet ESHttpHead ESHttpPost ESHttpPatch ESCrossClusterGet > ESHttpPost ESHttpPut ESHttpPatch ESHttpDelete",
  // A rule and its targets take events off a bus.
  events: "PutRule PutTargets StartReplay > PutEvents PutPartnerEvents StartReplay",
  "execute-api": " > Invoke ManageConnections",
  firehose: " > PutRecord PutRecordBatch",
  "kafka-cluster": "ReadData > WriteData WriteDataIdempotently",
  kinesis: "GetRecords SubscribeToShard > PutRecord PutRecords",
  kinesisvideo:
    "GetMedia GetMediaForFragmentList GetClip GetImages GetHLSStreamingSessionURL GetDASHStreamingSessionURL ConnectAsViewer ConnectAsMaster JoinStorageSession JoinStorageSessionAsViewer > PutMedia ConnectAsMaster ConnectAsViewer JoinStorageSession",
  lambda:
    "GetFunction GetLayerVersion GetDurableExecution GetDurableExecutionHistory GetDurableExecutionState > InvokeFunction InvokeAsync InvokeFunctionUrl CreateFunction UpdateFunctionCode PublishLayerVersion SendDurableExecutionCallbackSuccess SendDurableExecutionCallbackFailure CheckpointDurableExecution",
  // A subscription takes events off a group, and puts them in a destination.
  logs: "GetLogEvents FilterLogEvents GetLogRecord GetLogObject GetQueryResults StartQuery StartLiveTail Unmask CreateExportTask PutSubscriptionFilter > PutLogEvents PutLogEventsBatch PutSubscriptionFilter",
  memorydb: "Connect > Connect",
  "neptune-db":
    "Connect ReadDataViaQuery GetEngineStatus GetStreamRecords > Connect WriteDataViaQuery StartLoaderJob DeleteDataViaQuery",
  rds: "DownloadDBLogFilePortion DownloadCompleteDBLogFile StartExportTask CopyDBSnapshot CopyDBClusterSnapshot > CopyDBSnapshot CopyDBClusterSnapshot RestoreDBInstanceFromS3 RestoreDBClusterFromS3",
  "rds-data": "ExecuteStatement BatchExecuteStatement ExecuteSql > ExecuteStatement BatchExecuteStatement ExecuteSql",
  "rds-db": "connect > connect",
  // Whoever gets a database's credentials can do both.
  redshift:
    "GetClusterCredentials GetClusterCredentialsWithIAM JoinGroup > GetClusterCredentials GetClusterCredentialsWithIAM JoinGroup",
  "redshift-data": "GetStatementResult ExecuteStatement BatchExecuteStatement > ExecuteStatement BatchExecuteStatement",
  "redshift-serverless": "GetCredentials > GetCredentials",
  // `GetDataAccess` hands out credentials; what they are good for, a grant of access says, which may be to write.
  s3: "GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent GetObjectVersionForReplication GetDataAccess CreateJob > PutObject ReplicateObject CreateJob",
  "s3-object-lambda": "GetObject GetObjectVersion > PutObject WriteGetObjectResponse",
  "s3-outposts": "GetObject GetObjectVersion GetObjectVersionForReplication > PutObject ReplicateObject",
  s3express: "CreateSession > CreateSession",
  s3tables: "GetTableData > PutTableData",
  s3vectors: "GetVectors QueryVectors ListVectors > PutVectors",
  secretsmanager: "GetSecretValue BatchGetSecretValue > PutSecretValue CreateSecret UpdateSecret",
  // A subscriber gets what is published.
  sns: "Subscribe Receive > Publish",
  sqs: "ReceiveMessage StartMessageMoveTask > SendMessage StartMessageMoveTask",
  ssm: "GetParameter GetParameters GetParametersByPath GetParameterHistory GetCommandInvocation ListCommandInvocations StartSession ResumeSession > PutParameter SendCommand StartSession ResumeSession StartAutomationExecution",
  states:
    "GetExecutionHistory DescribeExecution GetActivityTask > StartExecution StartSyncExecution SendTaskSuccess SendTaskFailure InvokeHTTPEndpoint TestState",
  timestream: "Select SelectValues Unload > WriteRecords Unload CreateBatchLoadTask",
};

/** Services that manage much and hand out content by the actions above only. */
export const listedOnly: ReadonlySet<string> = new Set([
  "ec2",
  "elasticache",
  "es",
  "firehose",
  "kafka-cluster",
  "memorydb",
  "rds",
  "rds-data",
  "redshift-serverless",
]);

/** Actions that the verbs would take for more: they get or put settings, or work on the service's own side. */
export const managing: Readonly<Record<string, string>> = {
  dynamodb: "PartiQLDelete InjectError",
  ecr: "PutImageTagMutability StartImageScan GetLifecyclePolicyPreview StartLifecyclePolicyPreview",
  elasticfilesystem: "Backup Restore PutAccountPreferences",
  kinesis: "MergeShards InjectApiError",
  lambda: "GetEventSourceMapping GetCapacityProvider PublishVersion",
  logs: "GetDelivery GetDeliveryDestination GetDeliverySource GetLogDelivery GetLogFields GetLogGroupFields PutDeliveryDestination PutDeliverySource PutDestination PutLogGroupDeletionProtection PutMetricFilter PutQueryDefinition Link",
  s3: "GetAccessPoint GetAccessGrant GetAccessGrantsInstance GetBucketAbac PutBucketAbac GetMultiRegionAccessPoint GetMultiRegionAccessPointRoutes ObjectOwnerOverrideToBucketOwner ReplicateDelete RestoreObject",
  secretsmanager: "GetRandomPassword RestoreSecret",
  ssm: "GetDocument GetManifest GetDeployablePatchSnapshotForInstance GetDefaultPatchBaseline GetPatchBaseline GetPatchBaselineForPatchGroup GetInventory GetInventorySchema GetMaintenanceWindow PutComplianceItems PutConfigurePackageResult PutInventory",
  states: "PublishStateMachineVersion",
  xray: "GetSamplingRules GetSamplingTargets GetSamplingStatisticSummaries",
};

/** Services whose actions hand out no content: keys, identities, metrics, names, switches. */
export const withoutContent: ReadonlySet<string> = new Set(
  (
    "access-analyzer account acm apigateway application-autoscaling autoscaling autoscaling-plans budgets ce cloudwatch compute-optimizer " +
    "ec2messages elasticloadbalancing health iam kafka kms network-firewall oam organizations pricing ram resource-explorer-2 resource-groups " +
    "route53 route53domains route53resolver servicequotas shield sts support tag trustedadvisor waf waf-regional wafv2"
  ).split(" "),
);

/** By the word that an action's name starts with; `Batch` and `Admin` before it don't count. A word that isn't here may do both. */
export const verbs = {
  reads: words(
    "Get Query Scan Select Search Read Receive Retrieve Download Export Lookup Filter Fetch View Peek Poll Consume Unmask Scroll Stream",
  ),
  writes: words("Put Write Send Publish Post Insert Upload Import Upsert Append Ingest Invoke Notify Replicate"),
  /** They shape a service's resources; where its content isn't told apart from them, they may write it. */
  shapes: words("Create Update Modify"),
  neither: words(
    "Describe List Head Tag Untag Delete Remove Unsubscribe Dissociate Deauthorize Add Associate Disassociate Attach Detach Enable Disable Register Deregister Cancel Stop Reset " +
      "Accept Reject Authorize Revoke Grant Allow Deny Verify Validate Test Check Confirm Set Assign Unassign Activate Deactivate Suspend Resume " +
      "Pause Reboot Restart Terminate Purchase Pass Assume Allocate Release Rotate Schedule Increase Decrease Split Purge Bypass Configure " +
      "Reserve Request Lock Unlock Estimate Simulate Abort Move Change Failover Switchover Promote Drop Alter Opt Apply",
  ),
} as const;

/** What an action gets or puts, by the end of its name, that is no content. */
export const settings = words(
  "Policy Policies Acl Tagging Tags Configuration Configurations Config Location Versioning Encryption Attribute Attributes Status " +
    "Permission Permissions PublicAccessBlock OwnershipControls RequestPayment Retention LegalHold QueueUrl Settings Setting Quota " +
    "Quotas Limit Limits Token Iterator Endpoint Website CORS Logging Notification Metrics Statistics Concurrency Alias",
);

function words(text: string): readonly string[] {
  return text.split(" ").map((word) => word.toLowerCase());
}
