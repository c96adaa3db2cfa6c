import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const orders = new aws.dynamodb.Table("orders", {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
});

const role = new aws.iam.Role("api", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("api-logs", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
});
new aws.iam.RolePolicy("api-orders", {
  role: role.id,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [{ actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], resources: [orders.arn] }],
  }).json,
});
const handler = new aws.lambda.Function("api", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = () => 0;") }),
  environment: { variables: { ORDERS: orders.name } },
});

const api = new aws.apigatewayv2.Api("api", { protocolType: "HTTP" });
const integration = new aws.apigatewayv2.Integration("api", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: handler.invokeArn,
  payloadFormatVersion: "2.0",
});
new aws.apigatewayv2.Route("orders", {
  apiId: api.id,
  routeKey: "ANY /orders/{id}",
  target: pulumi.interpolate`integrations/${integration.id}`,
});
const accessLog = new aws.cloudwatch.LogGroup("api-access", { retentionInDays: 90 });
new aws.apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  autoDeploy: true,
  accessLogSettings: {
    destinationArn: accessLog.arn,
    format: JSON.stringify({ requestId: "$context.requestId", status: "$context.status" }),
  },
});
new aws.lambda.Permission("api", {
  action: "lambda:InvokeFunction",
  function: handler.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
});

export const address = api.apiEndpoint;
