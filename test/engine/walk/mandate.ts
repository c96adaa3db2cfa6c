import type { Phase } from "../../../policies/residency/mandate";

/** What a center is, without its phase. */
export interface WalkedCenter {
  readonly name: string;
  readonly stack: string;
  readonly kind: "backup" | "legacy";
  readonly cloud: "aws" | "gcp";
  readonly region: string;
  readonly isAbroad: boolean;
}

/** In the order in which each phase is reached. */
export const walkedCenters: readonly WalkedCenter[] = [
  {
    ...{ name: "virginia", stack: "backup-virginia", kind: "backup" },
    ...{ cloud: "aws", region: "us-east-1", isAbroad: false },
  },
  {
    ...{ name: "singapore", stack: "backup-singapore", kind: "backup" },
    ...{ cloud: "gcp", region: "asia-southeast1", isAbroad: true },
  },
  {
    ...{ name: "google", stack: "legacy-google", kind: "legacy" },
    ...{ cloud: "gcp", region: "us-east4", isAbroad: false },
  },
];

/** In days from today: the pack's clock is real, so a phase that lasts is around today, and an exception in force. */
const since: Readonly<Record<Phase, number>> = { "dual-run": -30, "backup-only": -20, draining: -10, deleted: 0 };
const until = 50;
const exception = { created: -30, expires: 55 };

/** A mandate in which each center's phase is on a line of its own. */
export function mandateIn(phaseOf: (center: WalkedCenter) => Phase, now: Date): string {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const lines = walkedCenters.flatMap((center) => {
    const { name, stack, kind, cloud, region, isAbroad } = center;
    const phase = phaseOf(center);
    return [
      `  ${name}: {`,
      `    kind: ${kind}, stack: ${stack}, cloud: ${cloud}, regions: [${region}],`,
      `    phase: ${phase}, phaseSince: ${day(since[phase])}, until: ${day(phase === "deleted" ? -1 : until)},`,
      ...(isAbroad ? [`    exception: ${exceptionFrom(day(exception.created), day(exception.expires))},`] : []),
      "  }",
    ];
  });
  return [...head, ...lines, ""].join("\n");
}

const head = [
  "name: us-user-data",
  "approvers: [privacy-board]",
  "primary: { stack: primary, cloud: oci, regions: [us-ashburn-1, us-phoenix-1], since: 2022-06-17 }",
  'audit: { stores: ["urn:pulumi:backup-virginia::stateside::stateside:aws:AccessLog$aws:s3/bucket:Bucket::evidence"] }',
  "centers:",
];

function exceptionFrom(created: string, expires: string): string {
  return (
    "{ owner: data-platform, approver: privacy-board, reason: the data is moving home, ticket: PRIV-101, " +
    `created: ${created}, expires: ${expires} }`
  );
}
