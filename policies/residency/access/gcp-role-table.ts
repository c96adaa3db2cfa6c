/**
 * What Google Cloud's predefined roles let do with content, by the documentation of each service's roles:
 * https://cloud.google.com/iam/docs/roles-permissions/storage (`/bigquery`, `/pubsub` and so on), and for the basic roles
 * https://cloud.google.com/iam/docs/roles-overview. Left out on purpose, and so taken to let do everything: roles by which one
 * acts as a service account or gets its keys, roles that deploy code or grant roles, and those of Google's own agents.
 */

interface Roles {
  readonly r?: string;
  readonly w?: string;
  readonly rw?: string;
  /** Only metadata, or only in addition to a role that reads. */
  readonly none?: string;
}

/** Roles that concern their own service only. */
export const ownRoles: Readonly<Record<string, Roles>> = {
  aiplatform: { rw: "user" },
  alloydb: { rw: "admin client databaseUser" },
  artifactregistry: { r: "reader", rw: "admin createOnPushRepoAdmin createOnPushWriter repoAdmin writer" },
  bigquery: {
    r: "connectionAdmin connectionUser dataViewer filteredDataViewer routineDataViewer",
    rw: "admin dataEditor dataOwner routineDataEditor",
    // `user` makes datasets of its own and reads none; `readSessionUser` reads what another role lets it read.
    none: "jobUser metadataViewer readSessionUser resourceAdmin resourceEditor resourceViewer routineMetadataViewer user",
  },
  bigtable: { r: "reader", rw: "admin user", none: "viewer" },
  cloudfunctions: { w: "invoker", none: "viewer" },
  cloudsql: {
    // A viewer may export.
    r: "viewer",
    // Without a way to say what a connection is for, it is for both.
    rw: "admin client editor instanceUser studioUser",
    none: "schemaViewer",
  },
  cloudtasks: {
    // They see tasks with their payloads.
    r: "taskRunner viewer",
    rw: "admin enqueuer",
    none: "queueAdmin taskDeleter",
  },
  cloudtrace: { r: "user", w: "agent", rw: "admin" },
  compute: {
    r: "imageUser",
    rw: "admin instanceAdmin instanceAdmin.v1 osAdminLogin osLogin storageAdmin",
    // A viewer lists disks and images, and reads none. What a machine prints on its serial port isn't counted.
    none: "loadBalancerAdmin loadBalancerServiceUser networkAdmin networkUser networkViewer publicIpAdmin securityAdmin viewer xpnAdmin",
  },
  container: { r: "viewer", rw: "admin developer", none: "clusterViewer" },
  dataflow: { none: "viewer" },
  dataproc: { none: "viewer" },
  // Firestore's, too.
  datastore: {
    r: "viewer",
    rw: "importExportAdmin owner user",
    none: "backupSchedulesAdmin backupSchedulesViewer backupsViewer indexAdmin keyVisualizerViewer",
  },
  errorreporting: { r: "user viewer", w: "writer", rw: "admin" },
  eventarc: { r: "eventReceiver", w: "connectionPublisher messageBusUser publisher", none: "viewer" },
  healthcare: {
    r: "dicomViewer fhirResourceReader",
    w: "hl7V2Ingest",
    rw: "dicomEditor fhirResourceEditor hl7V2Consumer hl7V2Editor",
    none: "datasetViewer dicomStoreViewer fhirStoreViewer hl7V2StoreViewer",
  },
  iap: { w: "httpsResourceAccessor", rw: "tunnelResourceAccessor", none: "settingsAdmin viewer" },
  logging: {
    // Whoever configures sinks has logs sent where they like.
    r: "configWriter fieldAccessor linkViewer privateLogViewer viewAccessor viewer",
    w: "bucketWriter logWriter",
    rw: "admin",
  },
  managedkafka: { rw: "admin client", none: "viewer" },
  pubsub: { r: "subscriber", w: "publisher", rw: "admin editor", none: "viewer" },
  pubsublite: { r: "subscriber", w: "publisher", rw: "admin editor" },
  redis: { rw: "admin dbConnectionUser", none: "viewer" },
  // A request hands content over; its answer isn't counted.
  run: { w: "invoker jobsExecutor jobsExecutorWithOverrides servicesInvoker", none: "viewer" },
  secretmanager: { r: "secretAccessor", w: "secretVersionAdder secretVersionManager", rw: "admin", none: "viewer" },
  source: { r: "reader viewer", rw: "admin writer" },
  spanner: {
    r: "databaseReader databaseReaderWithDataBoost",
    // What a database role may do stands in the database.
    rw: "admin databaseAdmin databaseRoleUser databaseUser fineGrainedAccessUser",
    none: "backupAdmin backupWriter viewer",
  },
  storage: {
    r: "legacyObjectReader objectViewer",
    w: "legacyBucketOwner legacyBucketWriter objectCreator",
    rw: "admin folderAdmin legacyObjectOwner objectAdmin objectUser",
    none: "bucketViewer insightsCollectorService legacyBucketReader",
  },
  workflows: { w: "invoker", none: "viewer" },
};

/** Roles that concern every service, or others than their own; as `service:r`, `service:w`, `service:rw`. */
export const wideRoles: Readonly<Record<string, string>> = {
  "roles/owner": "*:rw",
  "roles/editor": "*:rw",
  "roles/viewer": "*:r",
  "roles/admin": "*:rw",
  "roles/writer": "*:rw",
  "roles/reader": "*:r",
  "roles/browser": "-",
  "roles/cloudbuild.builds.builder": "artifactregistry:rw logging:rw pubsub:w source:r storage:rw",
  "roles/container.defaultNodeServiceAccount": "logging:w",
  "roles/container.nodeServiceAccount": "logging:w storage:r",
  "roles/dataflow.worker": "logging:w storage:rw",
  "roles/dataproc.worker": "logging:w storage:rw",
  // Of access lists of a dataset or a bucket: https://cloud.google.com/bigquery/docs/access-control-basic-roles
  READER: "*:r",
  WRITER: "*:rw",
  OWNER: "*:rw",
};

/** Services all of whose roles are about keys, metrics, names or quotas, but for those of Google's own agents. */
export const silentServices: ReadonlySet<string> = new Set(["cloudkms", "dns", "monitoring", "serviceusage"]);
