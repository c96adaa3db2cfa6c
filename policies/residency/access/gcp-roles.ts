import { both, byService, parseAccess, type DataAccess } from "./access";
import { ownRoles, silentServices, wideRoles } from "./gcp-role-table";

const roles: ReadonlyMap<string, DataAccess> = new Map([
  ...Object.entries(wideRoles).map(([role, cell]) => [role, parseAccess(cell)] as const),
  ...Object.entries(ownRoles).flatMap(([service, byAccess]) =>
    Object.entries(byAccess).flatMap(([access, names]: [string, string]) =>
      names.split(" ").map((name) => {
        const cell = access === "none" ? "-" : `${service}:${access}`;
        return [`roles/${service}.${name}`, parseAccess(cell)] as const;
      }),
    ),
  ),
]);

/** What a role lets its member do with content. A role of one's own, or one that isn't known, may let do everything. */
export function roleAccess(role: string): DataAccess {
  const known = roles.get(role);
  if (known !== undefined) return known;
  const [, service = "", name = ""] = /^roles\/([a-z]+)\.([A-Za-z0-9.]+)$/.exec(role) ?? [];
  const isSilent = silentServices.has(service) && !/agent/i.test(name);
  return byService(new Map(isSilent ? [] : [["*", both]]));
}
