import { accessPointTypes, bucketTypes } from "./arn-resources";
import { host, type HostRow } from "./host-row";
import { regionLike, token } from "./said";

/** The domains of the partitions, as in the SDKs' partitions.json. */
const domain =
  "(?:amazonaws\\.com|amazonaws\\.com\\.cn|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)";
/** Those of endpoints for both versions of IP. */
const dual = "(?:api\\.aws|api\\.amazonwebservices\\.com\\.cn|on\\.aws|on\\.amazonwebservices\\.com\\.cn)";

const label = "[a-z0-9_-]+";
const name = `(?<name>${label})`;
const deepName = "(?<name>[a-z0-9_.-]+)";
const place = `(?<place>${label})`;
const region = `(?<place>${regionLike})`;
const account = `(?<account>\\d{12}|${token})`;
const firstSegment = /^\/(?<name>[^/]+)/;

const row = (form: string, of?: readonly string[], path?: RegExp): HostRow => host("aws", form, of, path);

/**
 * S3, most particular first: a bucket may be called like anything, also like a region or a service.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html, …/WebsiteEndpoints.html,
 * …/transfer-acceleration.html and …/access-points-naming.html
 */
const s3: readonly HostRow[] = [
  row(`${name}-${account}\\.s3-accesspoint(?:-fips)?(?:\\.dualstack)?\\.${place}\\.${domain}`, accessPointTypes),
  row(`${name}-${account}\\.s3-object-lambda(?:-fips)?\\.${place}\\.${domain}`, ["objectlambdaaccesspoint:"]),
  row(`${name}-${account}\\.${label}\\.s3-outposts\\.${place}\\.${domain}`, accessPointTypes),
  row(`${name}\\.accesspoint\\.s3-global\\.${domain}`, accessPointTypes),
  row(`(?:${deepName}\\.)?s3-accelerate(?:\\.dualstack)?\\.${domain}`, bucketTypes, firstSegment),
  row(`${name}\\.s3express-${label}(?:\\.dualstack)?\\.${place}\\.${domain}`, ["s3/directorybucket:"]),
  row(`${deepName}\\.s3-website[.-]${place}\\.${domain}`, bucketTypes),
  row(`(?:${deepName}\\.)?s3(?:-fips)?\\.dualstack\\.${place}\\.${domain}`, bucketTypes, firstSegment),
  // Without region it may be anywhere; `s3-external-1` is one of these.
  row(`(?:${deepName}\\.)?s3(?:-external-1|-global)?\\.${domain}`, bucketTypes, firstSegment),
  row(`(?:${account}\\.)?s3-control(?:-fips)?(?:\\.dualstack)?\\.${place}\\.${domain}`),
  row(`(?:${deepName}\\.)?(?:s3(?:-fips)?\\.|s3(?:-fips)?-)${place}\\.${domain}`, bucketTypes, firstSegment),
];

const databases = ["rds/", "docdb/", "neptune/"];
const balancers = ["lb/loadbalancer:"];
const apis = ["apigateway/restapi:", "apigatewayv2/api:"];
const urls = ["lambda/functionurl:", "lambda/function:"];
const searches = ["opensearch/domain:", "elasticsearch/domain:"];

/** Endpoints with names in them. https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
const services: readonly HostRow[] = [
  row(
    `${account}\\.dkr[.-]ecr(?:-fips)?\\.${place}\\.(?:${domain}|${dual})`,
    ["ecr/repository:"],
    /^\/(?<name>[^:@]+)/,
  ),
  row("public\\.ecr\\.aws", ["ecrpublic/repository:"], /^\/[^/]+\/(?<name>[^:@]+)/),
  row(
    `sqs(?:-fips)?\\.${place}\\.(?:${domain}|${dual})`,
    ["sqs/queue:"],
    /^\/(?<account>\d+|[a-z0-9]+)\/(?<name>[^/]+)/,
  ),
  row(`(?:${place}\\.)?queue\\.${domain}`, ["sqs/queue:"], /^\/(?<account>\d+|[a-z0-9]+)\/(?<name>[^/]+)/),
  row(`(?:dualstack\\.)?(?:internal-)?${name}-[a-z0-9]+\\.${region}\\.elb\\.${domain}`, balancers),
  row(`(?:internal-)?${name}-[a-z0-9]+\\.elb\\.${region}\\.${domain}`, balancers),
  row(`${name}\\.${label}\\.${region}\\.(?:rds|docdb|neptune)\\.${domain}`, databases),
  row(`${name}\\.${label}\\.(?:rds|docdb|neptune)\\.${region}\\.${domain}`, databases),
  row(`${name}\\.${label}\\.${region}\\.redshift\\.${domain}`, ["redshift/cluster:"]),
  row(`${name}\\.\\d{12}\\.${region}\\.redshift-serverless\\.${domain}`, ["redshiftserverless/workgroup:"]),
  row(`(?:clustercfg\\.)?${name}\\.${label}\\.memorydb\\.${region}\\.${domain}`, ["memorydb/cluster:"]),
  // ElastiCache writes `use1`, which is no name of a region.
  row(`(?:(?:master|replica|clustercfg)\\.)?${name}\\.[a-z0-9_.-]+\\.cache\\.${domain}`, ["elasticache/"]),
  row(`(?:search|vpc)-${name}-[a-z0-9]+\\.${region}\\.es\\.${domain}`, searches),
  row(`(?:search|vpc)-${name}-[a-z0-9]+\\.aos\\.${region}\\.${dual}`, searches),
  row(`${name}\\.${region}\\.aoss\\.${domain}`, ["serverlesscollection:"]),
  row(`${name}(?:-vpce-[a-z0-9]+)?\\.execute-api(?:-fips)?\\.${region}\\.(?:${domain}|${dual})`, apis),
  row(`${name}\\.appsync-(?:realtime-)?api\\.${region}\\.${domain}`, ["appsync/graphqlapi:"]),
  row(`[a-z0-9-]+\\.${name}\\.${label}\\.c\\d+\\.kafka\\.${region}\\.${domain}`, ["msk/cluster:"]),
  row(`(?:${label}\\.)?${name}\\.efs\\.${region}\\.${domain}`, ["efs/filesystem:"]),
  row(`${name}\\.fsx\\.${region}\\.${domain}`, ["filesystem:"]),
  row(`${name}-\\d{12}\\.d\\.codeartifact\\.${region}\\.${domain}`, ["codeartifact/domain:"]),
  row(`git-codecommit\\.${region}\\.${domain}`, ["codecommit/repository:"], /^\/v1\/repos\/(?<name>[^/]+)/),
  row(`cognito-idp\\.${region}\\.${domain}`, ["cognito/userpool:"], firstSegment),
  row(`${name}\\.server\\.transfer\\.${region}\\.${domain}`, ["transfer/server:"]),
  row(`${name}\\.lambda-url\\.${place}\\.on\\.aws`, urls),
  row(`${name}\\.dsql\\.${region}\\.${dual}`, ["dsql/cluster:"]),
  row(`${name}\\.${place}\\.awsapprunner\\.com(?:\\.cn)?`, ["apprunner/service:"]),
  row(`${name}\\.${region}\\.elasticbeanstalk\\.com(?:\\.cn)?`, ["elasticbeanstalk/environment:"]),
  row(`${name}\\.auth\\.${region}\\.amazoncognito\\.com`, ["cognito/userpooldomain:"]),
  row(`${name}\\.cloudfront\\.(?:net|cn)`, ["cloudfront/distribution:"]),
  row(`(?:[a-z0-9_.-]+\\.)?${region}\\.cs\\.amazonlightsail\\.com`),
  row(`${label}\\.${region}\\.compute\\.internal`),
];

/** The rest: the region stands before the domain, or before one of the services that are written last. */
const others: readonly HostRow[] = [
  row(`(?:[a-z0-9_*.-]+\\.)?${region}\\.(?:${domain}|${dual})`),
  row(
    `[a-z0-9_*.-]+\\.${region}\\.(?:elb|rds|docdb|neptune|redshift|es|aoss|eks|vpce|compute|redshift-serverless)\\.(?:${domain}|${dual})`,
  ),
  row(`(?:[a-z0-9_*.-]+\\.)?(?:${domain}|${dual})`),
];

export const awsHosts: readonly HostRow[] = [...s3, ...services, ...others];
