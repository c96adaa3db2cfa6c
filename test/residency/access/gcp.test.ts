import fc from "fast-check";
import { accessTo } from "../../../policies/residency/access/aws-actions";
import { readMember } from "../../../policies/residency/access/gcp-members";
import { ownRoles } from "../../../policies/residency/access/gcp-role-table";
import { roleAccess } from "../../../policies/residency/access/gcp-roles";

describe("a role", () => {
  it.each([
    ["roles/storage.objectViewer", { storage: "r" }],
    ["roles/storage.objectCreator", { storage: "w" }],
    ["roles/storage.objectAdmin", { storage: "rw" }],
    ["roles/storage.admin", { storage: "rw" }],
    ["roles/storage.legacyBucketReader", {}],
    ["roles/bigquery.dataViewer", { bigquery: "r" }],
    ["roles/bigquery.dataEditor", { bigquery: "rw" }],
    ["roles/bigquery.dataOwner", { bigquery: "rw" }],
    ["roles/bigquery.jobUser", {}],
    ["roles/pubsub.publisher", { pubsub: "w" }],
    ["roles/pubsub.subscriber", { pubsub: "r" }],
    ["roles/secretmanager.secretAccessor", { secretmanager: "r" }],
    ["roles/datastore.user", { datastore: "rw" }],
    ["roles/cloudsql.client", { cloudsql: "rw" }],
    ["roles/spanner.databaseReader", { spanner: "r" }],
    ["roles/spanner.databaseUser", { spanner: "rw" }],
    ["roles/logging.logWriter", { logging: "w" }],
    ["roles/run.invoker", { run: "w" }],
    ["roles/compute.instanceAdmin.v1", { compute: "rw" }],
    ["roles/dataflow.worker", { logging: "w", storage: "rw" }],
    ["roles/cloudkms.cryptoKeyEncrypterDecrypter", {}],
    ["roles/monitoring.metricWriter", {}],
    ["roles/viewer", { "*": "r" }],
    ["roles/editor", { "*": "rw" }],
    ["roles/owner", { "*": "rw" }],
    ["roles/browser", {}],
    ["READER", { "*": "r" }],
    // What isn't known may let do everything, on any service.
    ["roles/storage.roleOfNextYear", { "*": "rw" }],
    ["roles/iam.serviceAccountTokenCreator", { "*": "rw" }],
    ["roles/monitoring.notificationServiceAgent", { "*": "rw" }],
    ["projects/shop/roles/storage.objectViewer", { "*": "rw" }],
    ["organizations/1/roles/reader", { "*": "rw" }],
    ["roles/Storage.objectViewer", { "*": "rw" }],
    ["roles/constructor", { "*": "rw" }],
    ["stateside0123456789abcdef", { "*": "rw" }],
    ["", { "*": "rw" }],
  ])("%s lets do %j", (role, expected) => {
    const found = roleAccess(role);
    const told = [...found.services].map(([service, { reads, writes }]) => [
      service,
      (reads ? "r" : "") + (writes ? "w" : ""),
    ]);
    expect(Object.fromEntries(told)).toEqual(expected);
  });

  it("concerns the services that it names only", () => {
    expect(accessTo(roleAccess("roles/storage.objectViewer"), "pubsub")).toEqual({ reads: false, writes: false });
    expect(accessTo(roleAccess("roles/viewer"), "pubsub")).toEqual({ reads: true, writes: false });
  });

  it("stands in the table once", () => {
    for (const [service, byAccess] of Object.entries(ownRoles)) {
      const names = Object.values(byAccess as Record<string, string>).flatMap((cell) => cell.split(" "));
      expect([service, names]).toEqual([service, [...new Set(names)]]);
      for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9.]*$/);
    }
  });
});

describe("a member", () => {
  const pool = "iam.googleapis.com/projects/1/locations/global/workloadIdentityPools";

  it.each([
    ["allUsers", "everyone", ""],
    ["allAuthenticatedUsers", "everyone", ""],
    ["allusers", "everyone", ""],
    ["principalSet://goog/public:all", "everyone", ""],
    ["serviceAccount:app@shop.iam.gserviceaccount.com", "serviceAccount", "app@shop.iam.gserviceaccount.com"],
    ["serviceAccount:shop.svc.id.goog[web/app]", "serviceAccount", "shop.svc.id.goog[web/app]"],
    ["principal://iam.googleapis.com/projects/-/serviceAccounts/a@b", "serviceAccount", "a@b"],
    [
      `principal://${pool}/shop.svc.id.goog/subject/ns/web/sa/app`,
      "serviceAccount",
      "projects/1/locations/global/workloadIdentityPools/shop.svc.id.goog/subject/ns/web/sa/app",
    ],
    ["user:ann@example.com", "user", "ann@example.com"],
    ["principal://goog/subject/ann@example.com", "user", "ann@example.com"],
    ["group:all@example.com", "group", "all@example.com"],
    ["principalSet://goog/group/all@example.com", "group", "all@example.com"],
    ["domain:example.com", "domain", "example.com"],
    ["principalSet://goog/cloudIdentityCustomerId/C01", "domain", "C01"],
    [`principalSet://${pool}/github/*`, "federated", "projects/1/locations/global/workloadIdentityPools/github/*"],
    [
      "principal://iam.googleapis.com/locations/global/workforcePools/p/subject/s",
      "federated",
      "locations/global/workforcePools/p/subject/s",
    ],
    ["projectOwner:shop", "project", "shop"],
    ["projectViewer:shop", "project", "shop"],
    ["projectReaders", "project", ""],
    [
      "principalSet://cloudresourcemanager.googleapis.com/projects/1/type/ServiceAccount",
      "project",
      "projects/1/type/ServiceAccount",
    ],
    ["deleted:user:ann@example.com?uid=1", "deleted", "user:ann@example.com?uid=1"],
    [
      "serviceAccount:stateside0123456789abcdef@p.iam.gserviceaccount.com",
      "serviceAccount",
      "stateside0123456789abcdef@p.iam.gserviceaccount.com",
    ],
    ["ann@example.com", "other", "ann@example.com"],
    ["user:", "other", "user:"],
    ["allUsers ", "other", "allUsers "],
    ["principal://evil.example/x", "other", "principal://evil.example/x"],
    ["", "other", ""],
  ])("%j is of kind %s", (text, kind, name) => {
    expect(readMember(text)).toEqual({ kind, name });
  });

  it("is read without throwing, whatever it is, and so is a role", () => {
    const kind = fc.constantFrom("", "user:", "deleted:", `principal://${pool}/`, "roles/");
    fc.assert(
      fc.property(kind, fc.string(), (start, rest) => {
        expect(start + rest).toContain(readMember(start + rest).name);
        roleAccess(start + rest);
      }),
      { seed: 20261122 },
    );
    readMember(`principal://${pool}/${"a.svc".repeat(50_000)}`);
  });
});
