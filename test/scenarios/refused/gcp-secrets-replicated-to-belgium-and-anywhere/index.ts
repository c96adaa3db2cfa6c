import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const apiKey = new gcp.secretmanager.Secret("api-key", {
  secretId: "api-key",
  replication: { userManaged: { replicas: [{ location: "us-east1" }, { location: "europe-west1" }] } },
});

new gcp.secretmanager.SecretVersion("api-key-1", { secret: apiKey.id, secretData: pulumi.secret("to be rotated") });

new gcp.secretmanager.Secret("session-key", { secretId: "session-key", replication: { auto: {} } });

new gcp.secretmanager.Secret("mail-key", {
  secretId: "mail-key",
  replication: { userManaged: { replicas: [{ location: "us-east1" }, { location: "us-west1" }] } },
});
