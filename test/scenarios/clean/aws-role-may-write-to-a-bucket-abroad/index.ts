import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const jobs = new aws.sqs.Queue("jobs");
const reports = new aws.s3.Bucket("reports-ireland", { tags: { "data-class": "operational" } }, { provider: ireland });

const role = new aws.iam.Role("report", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new aws.iam.RolePolicy("report-access", {
  role: role.id,
  policy: pulumi.all([jobs.arn, reports.arn]).apply(([queue, bucket]) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"], Resource: queue },
        { Effect: "Allow", Action: "s3:PutObject", Resource: [`${bucket}/daily/*`, `${bucket}/weekly/*`] },
      ],
    }),
  ),
});

const report = new aws.lambda.Function("report", {
  runtime: "python3.13",
  handler: "report.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({ "report.py": new pulumi.asset.StringAsset("def handler(*_): pass") }),
});
new aws.lambda.EventSourceMapping("report-jobs", { eventSourceArn: jobs.arn, functionName: report.arn });
