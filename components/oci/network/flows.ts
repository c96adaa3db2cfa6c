/** Who talks to whom inside the enclave: a group of interfaces, or what is outside. */
export type Endpoint = "internet" | "oracle-services" | Group | CenterEnd;

/** A group of network interfaces with a network security group of its own. */
export type Group = "traffic" | "application" | "database" | "files";

/** A center, by its name in the mandate. */
export type CenterEnd = `center-${string}`;

/** A center at the other end of a private line to this side. */
export interface JoinedCenter {
  /** As the mandate has it. */
  readonly name: string;
  /** Which way data goes: the center fetches copies, or what is left there is fetched home. */
  readonly role: "receives" | "gives";
  /** The addresses there that take part. */
  readonly block: string;
}

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
 * Everything that may flow inside the enclave and between it and what is outside, without centers. Firewall rules, routes
 * and network security groups are all planned from such a list, so that they can't disagree.
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

/**
 * Everything that may flow: one flow more for each center. Whoever works for a center fetches for itself, so that nothing in
 * the enclave needs a way to a backup center; nor has a center any to the enclave's networks, or to another center.
 */
export function flowsWith(centers: readonly JoinedCenter[]): readonly Flow[] {
  return [...flows, ...centers.map(flowOf)];
}

/** How flows name a center. */
export function endOf({ name }: JoinedCenter): CenterEnd {
  return `center-${name}`;
}

function flowOf(center: JoinedCenter): Flow {
  const end = endOf(center);
  const tls = { protocol: "tcp", ports: [[443, 443]] } as const;
  switch (center.role) {
    case "receives":
      return {
        name: `${end}-to-oracle-services`,
        from: end,
        to: "oracle-services",
        ...tls,
        why: "its courier reads object storage, by a grant to read alone",
      };
    case "gives":
      return {
        name: `application-to-${end}`,
        from: "application",
        to: end,
        ...tls,
        why: "what is left there is fetched home, by its cloud's storage API",
      };
  }
}
