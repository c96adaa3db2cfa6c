/** Who talks to whom inside the enclave: a group of interfaces, or what is outside. */
export type Endpoint = "internet" | "oracle-services" | Group;

/** A group of network interfaces with a network security group of its own. */
export type Group = "traffic" | "application" | "database" | "files";

/** One way that packets may take; answers come back on it. Every other way is closed. */
export interface Flow {
  readonly name: string;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: "tcp" | "udp";
  /** Ports of the destination, from and to; both count. */
  readonly ports: readonly (readonly [number, number])[];
  readonly why: string;
}

/**
 * Everything that may flow. Firewall rules, routes and network security groups are all planned from this list, so that
 * they can't disagree.
 *
 * Oracle's services are those of the region, for every tenancy: no address tells the enclave's buckets from others', so
 * what runs in the application and has credentials of another tenancy isn't held back here.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Concepts/dedicatedendpoints.htm
 *
 * Ports: https://docs.oracle.com/en-us/iaas/Content/File/Tasks/securitylistsfilestorage.htm (files),
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/private-endpoints-configure.html (database)
 */
export const flows: readonly Flow[] = [
  {
    name: "users-to-balancer",
    from: "internet",
    to: "traffic",
    protocol: "tcp",
    ports: [[443, 443]],
    why: "US users' requests, over TLS alone",
  },
  {
    name: "balancer-to-application",
    from: "traffic",
    to: "application",
    protocol: "tcp",
    ports: [[8443, 8443]],
    why: "what the balancer has terminated goes on to the application, encrypted anew",
  },
  {
    name: "application-to-database",
    from: "application",
    to: "database",
    protocol: "tcp",
    ports: [[1522, 1522]],
    why: "the application's queries, over mutual TLS",
  },
  {
    name: "application-to-files",
    from: "application",
    to: "files",
    protocol: "tcp",
    ports: [
      [111, 111],
      [2048, 2050],
    ],
    why: "NFS: the port mapper, mount and data",
  },
  {
    name: "application-to-files-udp",
    from: "application",
    to: "files",
    protocol: "udp",
    ports: [
      [111, 111],
      [2048, 2048],
    ],
    why: "NFS: the port mapper and mount",
  },
  {
    name: "application-to-oracle-services",
    from: "application",
    to: "oracle-services",
    protocol: "tcp",
    ports: [[443, 443]],
    why: "object storage, keys and logs, through the service gateway and never the internet",
  },
];
