import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const location = "us-central1";

const account = new gcp.serviceaccount.Account("api", { accountId: "shop-api" });
const member = pulumi.interpolate`serviceAccount:${account.email}`;

const profiles = new gcp.firestore.Database("profiles", {
  name: "profiles",
  locationId: "nam5",
  type: "FIRESTORE_NATIVE",
});

const signing = new gcp.secretmanager.Secret("signing-key", {
  secretId: "signing-key",
  replication: { userManaged: { replicas: [{ location }, { location: "us-east1" }] } },
});
new gcp.secretmanager.SecretIamMember("api-reads-key", {
  secretId: signing.secretId,
  role: "roles/secretmanager.secretAccessor",
  member,
});
new gcp.projects.IAMMember("api-uses-profiles", { project: "shop", role: "roles/datastore.user", member });

const images = new gcp.artifactregistry.Repository("images", { repositoryId: "images", location, format: "DOCKER" });

const api = new gcp.cloudrunv2.Service("api", {
  location,
  template: {
    serviceAccount: account.email,
    containers: [
      {
        image: pulumi.interpolate`us-central1-docker.pkg.dev/shop/${images.repositoryId}/api:1.8.2`,
        envs: [
          { name: "DATABASE", value: profiles.name },
          { name: "SIGNING_KEY", valueSource: { secretKeyRef: { secret: signing.secretId, version: "latest" } } },
        ],
      },
    ],
  },
});
new gcp.cloudrunv2.ServiceIamMember("anyone-calls-api", {
  name: api.name,
  location,
  role: "roles/run.invoker",
  member: "allUsers",
});
