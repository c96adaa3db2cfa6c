import type { Cloud } from "../geography";

/** A form of host that a service has. Groups of both expressions: `name`, `place`, `account`. */
export interface HostRow {
  readonly cloud?: Cloud;
  /** Of the whole host, in lower case. */
  readonly host: RegExp;
  /** Of the path, which begins with a slash; one of another form says nothing. */
  readonly path?: RegExp;
  readonly of?: readonly string[];
}

export function host(cloud: Cloud, form: string, of?: readonly string[], path?: RegExp): HostRow {
  return { cloud, host: new RegExp(`^${form}$`), ...(of !== undefined && { of }), ...(path !== undefined && { path }) };
}
