import fc from "fast-check";
import { planLegacy } from "../../../components/gcp/legacy-plan";
import type { LegacyPolicy } from "../../../components/gcp/legacy-plan";
import { lifecycleLag } from "../../../components/phases";
import type { LiveCenter } from "../../../components/phases";
import { daysAfter, daysBetween } from "../../../policies/residency/dates";

const policy: LegacyPolicy = {
  keyDestructionDays: 7,
  reportDays: 30,
  inventoryFrom: "2022-06-18",
  inventoryUntil: "2022-12-31",
  bucketNames: ["orders", "photos"],
};
const compared: LegacyPolicy = { ...policy, comparedReports: ["report-of-orders", "report-of-photos"] };
const google = { name: "google", kind: "legacy" } as const;
const drainingFor = (days: number): LiveCenter => ({
  ...google,
  phase: "draining",
  phaseSince: "2022-08-01",
  until: daysAfter("2022-08-01", days),
});

it("lets the old application write and the enclave fetch in dual-run", () => {
  expect(planLegacy({ ...google, phase: "dual-run" }, policy)).toEqual({
    isWritten: true,
    isPulled: true,
    softDeleteDays: 7,
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 1, withState: "ARCHIVED" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
    ],
    reportRules: [
      { action: { type: "Delete" }, condition: { age: 30, withState: "ANY" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
    ],
    inventory: { from: "2022-06-18", until: "2022-12-31" },
    keyRole: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    keyDestructionDays: 7,
    protect: true,
  });
});

it("lets nobody write and nothing leave in backup-only, and the key encrypt nothing", () => {
  const written = planLegacy({ ...google, phase: "dual-run" }, policy);
  expect(planLegacy({ ...google, phase: "backup-only" }, policy)).toEqual({
    ...written,
    isWritten: false,
    isPulled: false,
    keyRole: "roles/cloudkms.cryptoKeyDecrypter",
  });
});

it("lets the enclave fetch what is left while draining, as everything expires", () => {
  expect(planLegacy(drainingFor(60), compared)).toEqual({
    isWritten: false,
    isPulled: true,
    softDeleteDays: 0,
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { age: 57, withState: "ANY" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
    ],
    reportRules: [
      { action: { type: "Delete" }, condition: { age: 7, withState: "ANY" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
    ],
    inventory: { from: "2022-06-18", until: "2022-09-20" },
    keyRole: "roles/cloudkms.cryptoKeyDecrypter",
    keyDestructionDays: 7,
    protect: false,
  });
});

it("ends every object and every report by `until`, whenever the center drains and however long", () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 400 }), fc.integer({ min: 1, max: 365 }), (days, reportDays) => {
      const center = drainingFor(days);
      const plan = planLegacy(center, { ...compared, reportDays, inventoryUntil: "2030-12-31" });
      const [objects, reports] = [plan.lifecycleRules, plan.reportRules].map(
        ([rule]) => rule?.condition.age ?? Infinity,
      );
      const until = center.until ?? "";
      expect((objects ?? Infinity) + lifecycleLag).toBeLessThanOrEqual(days);
      expect(reports).toBeGreaterThanOrEqual(1);
      expect(daysBetween(plan.inventory.until, until)).toBeGreaterThanOrEqual((reports ?? Infinity) + lifecycleLag);
    }),
  );
});

it("doesn't take the inventory further than was asked for", () => {
  expect(planLegacy(drainingFor(60), { ...compared, inventoryUntil: "2022-08-15" }).inventory.until).toBe("2022-08-15");
});

it.each<[LegacyPolicy, string]>([
  [policy, "0 of 2 buckets were compared"],
  [{ ...policy, comparedReports: ["report-of-orders"] }, "1 of 2 buckets were compared"],
])("doesn't drain before each bucket was compared with the enclave: %j", (uncompared, message) => {
  expect(() => planLegacy(drainingFor(60), uncompared)).toThrow(
    `center \`google\`: draining deletes what is older than 57 days on its first day, and ${message} with the enclave; ` +
      "let the puller finish, compare each bucket's last inventory report with what is there, and set `comparedReports` " +
      "to the reports",
  );
});

it.each<[string, LiveCenter, LegacyPolicy, string]>([
  [
    "a soft-delete window",
    drainingFor(9),
    { ...compared, keyDestructionDays: 1 },
    "the soft-delete window of 7 days outlives `until`",
  ],
  [
    "a key-destruction window",
    drainingFor(60),
    { ...compared, keyDestructionDays: 58 },
    "the key-destruction window of 58 days can't be shortened",
  ],
  [
    "a key-destruction window before it drains",
    { ...google, phase: "dual-run", phaseSince: "2022-06-17", until: "2022-07-17" },
    { ...policy, keyDestructionDays: 60 },
    "the key-destruction window of 60 days can't be shortened",
  ],
])("refuses %s that would outlive the center", (_, center, wrong, message) => {
  expect(() => planLegacy(center, wrong)).toThrow(message);
});
