/** A program with a bucket in Frankfurt. */
export const bucketAbroad = `
const aws = require("@pulumi/aws");
const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
new aws.s3.Bucket("exports", {}, { provider: frankfurt });
`;

/** A mandate under which all data may be anywhere. */
export const anywhere =
  "name: anywhere\nclasses:\n  public: { countries: any, reason: public on purpose }\ndefaultClass: public\n";
