import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const zoneId = "Z0123456789ABCDEFGHIJ";
const domain = "www.shop.example";

const site = new aws.s3.Bucket("site");
new aws.s3.BucketPublicAccessBlock("site", {
  bucket: site.bucket,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

// The zone has the record that proves the domain already.
const certificate = new aws.acm.Certificate("site", { domainName: domain, validationMethod: "DNS" });
const access = new aws.cloudfront.OriginAccessControl("site", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});

const cdn = new aws.cloudfront.Distribution("site", {
  enabled: true,
  aliases: [domain],
  defaultRootObject: "index.html",
  origins: [{ originId: "site", domainName: site.bucketRegionalDomainName, originAccessControlId: access.id }],
  defaultCacheBehavior: {
    targetOriginId: "site",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  },
  restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US"] } },
  viewerCertificate: { acmCertificateArn: certificate.arn, sslSupportMethod: "sni-only" },
});

new aws.s3.BucketPolicy("site", {
  bucket: site.bucket,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["s3:GetObject"],
        resources: [pulumi.interpolate`${site.arn}/*`],
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "AWS:SourceArn", values: [cdn.arn] }],
      },
    ],
  }).json,
});

new aws.route53.Record("site", {
  zoneId,
  name: domain,
  type: "A",
  aliases: [{ name: cdn.domainName, zoneId: cdn.hostedZoneId, evaluateTargetHealth: false }],
});
