/** What a grant lets its holder do with content; managing, listing and tagging what holds it is neither. */
export interface Access {
  readonly reads: boolean;
  readonly writes: boolean;
}

/** The same by service, as the cloud's permissions name it: `s3`, `logs`; `storage`, `pubsub`. */
export interface DataAccess extends Access {
  /** The key `*` is every service that has no entry of its own. */
  readonly services: ReadonlyMap<string, Access>;
}

export const neither: Access = { reads: false, writes: false };
export const both: Access = { reads: true, writes: true };

export function union(one: Access, other: Access): Access {
  return { reads: one.reads || other.reads, writes: one.writes || other.writes };
}

export function byService(services: ReadonlyMap<string, Access>): DataAccess {
  return { services, ...[...services.values()].reduce(union, neither) };
}

/** From a cell of a table: `s3:rw logs:w *:r`; `-` for nothing. */
export function parseAccess(cell: string): DataAccess {
  if (cell === "-") return byService(new Map());
  return byService(
    new Map(
      cell.split(" ").map((grant) => {
        const [service = "", how = ""] = grant.split(":");
        if (!/^([a-z][a-z0-9-]*|\*)$/.test(service) || !/^(r|w|rw)$/.test(how))
          throw new Error(`unknown grant \`${grant}\`; use \`service:r\`, \`service:w\` or \`service:rw\``);
        return [service, { reads: how.includes("r"), writes: how.includes("w") }];
      }),
    ),
  );
}
