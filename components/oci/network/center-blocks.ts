import * as check from "../../checks";
import type { Check, Refusal } from "../../checks";
import type { JoinedCenter } from "./flows";

/** The couriers' subnet in a backup center: as small as there are couriers, since all of it may read. */
export const courierBlock = check.privateBlock(24, 28, "10.30.0.0/26");

/** Where a cloud's storage API answers on a private line: public addresses that only the line leads to. */
const apiBlock = check.publicRange(28, "199.36.153.4/30");

interface Sides {
  readonly addressBlock: string;
  readonly otherAddressBlock: string;
  readonly centers?: readonly JoinedCenter[];
}

/** A packet's address has to say whether it is of a side or of a center, and of which. */
export function centerChecks({
  addressBlock,
  otherAddressBlock,
  centers = [],
}: Sides): Record<string, Refusal | undefined> {
  const checked = centers.map(({ role, block }, place) => {
    const before = centers.slice(0, place).map((center) => center.block);
    const form = role === "receives" ? courierBlock : apiBlock;
    const apart = [addressBlock, otherAddressBlock, ...before].reduce(
      (all: Check<string>, other) => check.apartFrom(other, all),
      form,
    );
    return [`centers[${place}].block`, check.against(block, apart)] as const;
  });
  return Object.fromEntries(checked);
}
