import * as aws from "@pulumi/aws";

const videos = new aws.s3.Bucket("videos");
const access = new aws.cloudfront.OriginAccessControl("videos", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});

/** The second one is prepared, and not switched on. */
for (const [name, enabled] of [
  ["cdn", true],
  ["cdn-next", false],
] as const) {
  new aws.cloudfront.Distribution(name, {
    enabled,
    origins: [{ originId: "videos", domainName: videos.bucketRegionalDomainName, originAccessControlId: access.id }],
    defaultCacheBehavior: {
      targetOriginId: "videos",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  });
}
