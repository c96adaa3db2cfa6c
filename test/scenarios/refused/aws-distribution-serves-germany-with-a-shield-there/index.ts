import * as aws from "@pulumi/aws";

const videos = new aws.s3.Bucket("videos");
const access = new aws.cloudfront.OriginAccessControl("videos", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});

new aws.cloudfront.Distribution("cdn", {
  enabled: true,
  origins: [
    {
      originId: "videos",
      domainName: videos.bucketRegionalDomainName,
      originAccessControlId: access.id,
      originShield: { enabled: true, originShieldRegion: "eu-central-1" },
    },
  ],
  defaultCacheBehavior: {
    targetOriginId: "videos",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  },
  restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US", "DE"] } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
});
