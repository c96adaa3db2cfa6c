import * as gcp from "@pulumi/gcp";

const deployer = new gcp.serviceaccount.Account("deployer", { accountId: "deployer" });

new gcp.configdeployment.Deployment("landing-zone", {
  location: "us-central1",
  serviceAccount: deployer.id,
  terraformBlueprint: {
    gitSource: { repo: "https://github.com/shop-example/landing-zone", directory: "modules/storage", ref: "v1.4.0" },
  },
});
