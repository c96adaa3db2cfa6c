import { createHash } from "node:crypto";
import { flows } from "../network/flows";

/** Nothing older is spoken, neither to users nor to the application. In the order in which the service gives them back. */
export const tlsVersions = ["TLSv1.2", "TLSv1.3"] as const;

/**
 * What is negotiated: forward secrecy and authenticated encryption alone, for certificates with RSA and with ECDSA keys.
 * All are AES with GCM, so that FIPS 140 modules on either end can take part. The predefined suites for TLS 1.2 and 1.3
 * have ciphers without forward secrecy, too, or are made for HTTP/2.
 *
 * https://docs.oracle.com/en-us/iaas/api/#/en/loadbalancer/20170115/SSLCipherSuite/
 * https://docs.oracle.com/en-us/iaas/Content/Balance/Tasks/managingciphersuites.htm
 */
export const ciphers = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_AES_128_GCM_SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
] as const;

/**
 * A suite in use isn't edited but replaced, and while both are there each has to have a name of its own: by a hash of its
 * ciphers.
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/load_balancer_ssl_cipher_suite
 */
export const cipherSuiteName = `enclave-${createHash("sha256").update(ciphers.join()).digest("hex").slice(0, 12)}`;

/** What users may ask for. The balancer and the web application firewall both hold to it. */
export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Where users come in, and where the application listens: as the list of flows has it, for the firewall has no other way. */
export const userPort = portInto("traffic");
export const applicationPort = portInto("application");

function portInto(group: "traffic" | "application"): number {
  const [port] = flows.find(({ to }) => to === group)?.ports[0] ?? [];
  if (port === undefined) throw new Error(`no flow leads to ${group}`);
  return port;
}
