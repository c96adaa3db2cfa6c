import type { Phase } from "../../policies/residency/mandate";

export type CenterName = "virginia" | "singapore" | "google";

/** One change of the transition: a center's phase, from a day on. */
export interface Step {
  readonly date: string;
  readonly center: CenterName;
  readonly phase: Phase;
  /** The last day of data in the center, once it is known. */
  readonly until?: string;
  /** Of Singapore, which is abroad: the days on which its exception is in force. */
  readonly exception?: { readonly created: string; readonly expires: string };
}

const first = "2022-06-17";
const june = { created: first, expires: "2022-09-15" };

/** All centers start in dual-run. */
export const start: readonly Step[] = [
  { date: first, center: "virginia", phase: "dual-run" },
  { date: first, center: "singapore", phase: "dual-run", exception: june },
  { date: first, center: "google", phase: "dual-run" },
];

/** Every center goes through every phase, one change at a time, on days that never move. */
export const steps: readonly Step[] = [
  { date: "2022-07-01", center: "virginia", phase: "backup-only" },
  { date: "2022-07-08", center: "google", phase: "backup-only" },
  { date: "2022-07-15", center: "singapore", phase: "backup-only", exception: june },
  {
    date: "2022-08-01",
    center: "singapore",
    phase: "draining",
    until: "2022-09-30",
    exception: { created: "2022-08-01", expires: "2022-09-30" },
  },
  { date: "2022-10-01", center: "singapore", phase: "deleted", until: "2022-09-30" },
  { date: "2022-11-01", center: "google", phase: "draining", until: "2022-12-31" },
  { date: "2023-01-01", center: "google", phase: "deleted", until: "2022-12-31" },
  { date: "2023-03-01", center: "virginia", phase: "draining", until: "2023-05-31" },
  { date: "2023-06-01", center: "virginia", phase: "deleted", until: "2023-05-31" },
];

const places: Readonly<Record<CenterName, string>> = {
  virginia: "kind: backup, stack: backup-virginia, cloud: aws, regions: [us-east-1]",
  singapore: "kind: backup, stack: backup-singapore, cloud: gcp, regions: [asia-southeast1]",
  google: "kind: legacy, stack: legacy-google, cloud: gcp, regions: [us-east4]",
};

/** The mandate after some of the steps. */
export function mandateAfter(done: readonly Step[]): string {
  const last = new Map([...start, ...done].map((step) => [step.center, step]));
  return [
    "name: us-user-data",
    "approvers: [privacy-board]",
    "primary: { stack: primary, cloud: oci, regions: [us-ashburn-1, us-phoenix-1], since: 2022-06-17 }",
    'audit: { stores: ["urn:pulumi:backup-virginia::stateside::stateside:aws:AccessLog$aws:s3/bucket:Bucket::evidence"] }',
    "centers:",
    ...[...last.values()].map(centerLine),
    "",
  ].join("\n");
}

function centerLine({ center, phase, date, until, exception }: Step): string {
  const parts = [
    places[center],
    `phase: ${phase}`,
    `phaseSince: ${date}`,
    ...(until === undefined ? [] : [`until: ${until}`]),
    ...(exception === undefined ? [] : [`exception: ${exceptionText(exception)}`]),
  ];
  return `  ${center}: { ${parts.join(", ")} }`;
}

function exceptionText({ created, expires }: NonNullable<Step["exception"]>): string {
  const who = "owner: data-platform, approver: privacy-board, reason: US users' data is moving, ticket: PRIV-101";
  return `{ ${who}, created: ${created}, expires: ${expires} }`;
}
