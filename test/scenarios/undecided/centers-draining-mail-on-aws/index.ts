import * as aws from "@pulumi/aws";

new aws.workmail.Organization("mail", { organizationAlias: "shop" });
