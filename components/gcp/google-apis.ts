/**
 * The addresses at which Google's APIs answer without an internet route, and only those APIs that a service perimeter can
 * hold: Cloud Storage, Storage Transfer, Pub/Sub, KMS, Logging, Secret Manager and Artifact Registry are among them. No
 * other service of Google's can be reached there, and no customer's machine.
 * https://cloud.google.com/vpc/docs/configure-private-google-access-hybrid
 */
export const googleApiRange = "199.36.153.4/30";

/** The name of these addresses, which the names of APIs are made to stand for. */
export const googleApiHost = "restricted.googleapis.com";

/** {@link googleApiRange}, one by one. */
export const googleApiAddresses = ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"] as const;
