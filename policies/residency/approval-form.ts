import type { Exception } from "./mandate";
import { quote } from "./problems";
import { date, refuse, text, type Fields } from "./yaml-reader";

export const approvalKeys = ["owner", "approver", "reason", "ticket", "created", "expires"] as const;

/** Who answers for something that may pass for a while, who approved it, and its first and last day. */
export type Approval = Pick<Exception, (typeof approvalKeys)[number]>;

/** Reads these keys of an entry that may have others. */
export function readApproval(fields: Fields<(typeof approvalKeys)[number]>): Approval | undefined {
  const owner = fields.required("owner", text);
  const approver = fields.required("approver", text);
  const reason = fields.required("reason", text);
  const ticket = fields.required("ticket", text);
  const created = fields.required("created", date);
  const expires = fields.required("expires", date);
  if (created !== undefined && expires !== undefined && expires < created) {
    refuse(
      fields.spot("expires"),
      () => `expires ${quote(expires)} is before created ${quote(created)}; use that day or a later one`,
    );
    return undefined;
  }
  if (owner === undefined || approver === undefined || reason === undefined) return undefined;
  if (ticket === undefined || created === undefined || expires === undefined) return undefined;
  return { owner, approver, reason, ticket, created, expires };
}
