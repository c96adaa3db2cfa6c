import fc from "fast-check";
import { planBackup as planOnAws } from "../../components/aws/backup-plan";
import { planBackup as planOnGoogle } from "../../components/gcp/backup-plan";
import { evidenceOf, isLive, lifecycleLag, refuseLasting, stanceOf } from "../../components/phases";
import type { LiveCenter } from "../../components/phases";
import { refusal } from "./recorder";

const day = 86_400_000;
const date = (days: number) => new Date(days * day).toISOString().slice(0, 10);
/** Days since 1970, from 2000 to 2100. */
const anyDay = fc.integer({ min: 10_957, max: 47_847 });
const draining = (since: number, days: number): LiveCenter => ({
  name: "singapore",
  phase: "draining",
  phaseSince: date(since),
  until: date(since + days),
});

/** The last day of an object that was created on a day, by the lifecycle's own rules and at their slowest. */
const expiryOnAws = (created: number, plan: ReturnType<typeof planOnAws>) =>
  created + (plan.expiryDays ?? Infinity) + plan.noncurrentDays + lifecycleLag;
const expiryOnGoogle = (created: number, plan: ReturnType<typeof planOnGoogle>) => {
  const ages = plan.lifecycleRules.flatMap(({ action, condition }) =>
    action.type === "Delete" && condition.withState === "ANY" ? [condition.age ?? Infinity] : [],
  );
  return created + Math.min(Infinity, ...ages) + lifecycleLag;
};

/** A retention that nobody has locked. */
const unlocked = { retentionDays: 30, lockRetention: false };

describe("a draining center", () => {
  const drains = fc.record({ since: anyDay, days: fc.integer({ min: 10, max: 3650 }), before: fc.nat({ max: 3650 }) });

  it("holds nothing after `until`, whenever it was written before", () => {
    fc.assert(
      fc.property(drains, ({ since, days, before }) => {
        const center = draining(since, days);
        const onAws = planOnAws(center, { lockDays: 1, noncurrentDays: 30, keyDeletionDays: 30 });
        const onGoogle = planOnGoogle(center, { ...unlocked, noncurrentDays: 30, keyDestructionDays: 1 });
        expect(expiryOnAws(since - before, onAws)).toBeLessThanOrEqual(since + days);
        expect(expiryOnGoogle(since - before, onGoogle)).toBeLessThanOrEqual(since + days);
      }),
    );
  });

  it("takes nothing, can be deleted next, and has no window that outlives `until`", () => {
    fc.assert(
      fc.property(drains, fc.integer({ min: 1, max: 400 }), ({ since, days }, window) => {
        const center = draining(since, days);
        const plans = [
          () => planOnAws(center, { lockDays: window, noncurrentDays: 30, keyDeletionDays: 30 }),
          () => planOnGoogle(center, { ...unlocked, noncurrentDays: 30, keyDestructionDays: window }),
        ];
        for (const plan of plans) {
          if (window > days - lifecycleLag) expect(plan).toThrow("outlives `until`");
          else expect(plan()).toMatchObject({ protect: false });
        }
        if (window > days - lifecycleLag) return;
        expect(plans[0]?.()).toMatchObject({ takesNewObjects: false, lockDays: undefined, keyDeletionDays: 7 });
        expect(plans[1]?.()).toMatchObject({ letsApplicationWrite: false, versioning: false, softDeleteDays: 0 });
      }),
    );
  });

  it("has rules that the services accept: whole days, at least one", () => {
    fc.assert(
      fc.property(drains, ({ since, days }) => {
        const center = draining(since, days);
        const onAws = planOnAws(center, { lockDays: 1, noncurrentDays: 30, keyDeletionDays: 30 });
        const onGoogle = planOnGoogle(center, { ...unlocked, noncurrentDays: 30, keyDestructionDays: 1 });
        const counted = [
          onAws.expiryDays,
          onAws.noncurrentDays,
          ...onGoogle.lifecycleRules.map((r) => r.condition.age),
        ];
        expect(counted.filter((days) => !Number.isInteger(days) || Number(days) < 1)).toEqual([]);
      }),
    );
  });
});

describe("a receiving center", () => {
  const phases = fc.constantFrom("dual-run" as const, "backup-only" as const);
  const windows = fc.integer({ min: 1, max: 120 });

  it("deletes no current object and is protected, whatever its dates", () => {
    fc.assert(
      fc.property(phases, windows, anyDay, (phase, window, since) => {
        const center: LiveCenter = { name: "singapore", phase, phaseSince: date(since) };
        const onAws = planOnAws(center, { lockDays: window, noncurrentDays: window, keyDeletionDays: 30 });
        const onGoogle = planOnGoogle(center, { ...unlocked, noncurrentDays: window, keyDestructionDays: window });
        expect(onAws).toMatchObject({ expiryDays: undefined, lockDays: window, takesNewObjects: true, protect: true });
        expect(onGoogle).toMatchObject({ versioning: true, protect: true });
        const deleting = onGoogle.lifecycleRules.filter(({ action }) => action.type === "Delete");
        expect(deleting.map(({ condition }) => condition.withState)).toEqual(["ARCHIVED"]);
      }),
    );
  });

  it("lets the application write in dual-run only", () => {
    const writers = (phase: "dual-run" | "backup-only") => {
      const stance = stanceOf({ name: "singapore", phase });
      return stance.kind === "receives" ? stance.from : [];
    };
    expect(writers("dual-run")).toEqual(["application", "courier"]);
    expect(writers("backup-only")).toEqual(["courier"]);
  });
});

describe("a lock that can't be shortened", () => {
  const receiving = fc.constantFrom("dual-run" as const, "backup-only" as const);
  const anyPhase = fc.constantFrom("dual-run" as const, "backup-only" as const, "draining" as const);
  const spans = fc.record({
    since: anyDay,
    left: fc.integer({ min: 0, max: 900 }),
    lock: fc.integer({ min: 1, max: 900 }),
  });

  it("is accepted if what is written when draining begins can be gone by `until`, and only then", () => {
    fc.assert(
      fc.property(anyPhase, spans, (phase, { since, left, lock }) => {
        const center: LiveCenter = { name: "virginia", phase, phaseSince: date(since), until: date(since + left) };
        const refuse = () => {
          refuseLasting(center, "the vault's lock", lock);
        };
        if (since + lock + lifecycleLag <= since + left) expect(refuse).not.toThrow();
        else expect(refuse).toThrow(`the vault's lock of ${lock} days can't be shortened, and outlives \`until\``);
      }),
    );
  });

  it("is accepted with the days, and with the end, that its refusal names", () => {
    fc.assert(
      fc.property(anyPhase, spans, (phase, { since, left, lock }) => {
        const center: LiveCenter = { name: "virginia", phase, phaseSince: date(since), until: date(since + left) };
        const message = messageOf(() => {
          refuseLasting(center, "the lock", lock);
        });
        if (message === undefined) return;
        const later = /`until` (\S+) or later/.exec(message)?.[1] ?? "";
        expect(
          messageOf(() => {
            refuseLasting({ ...center, until: later }, "the lock", lock);
          }),
        ).toBeUndefined();
        const days = /use at most (\d+) days/.exec(message)?.[1];
        if (days === undefined) return;
        expect(
          messageOf(() => {
            refuseLasting(center, "the lock", Number(days));
          }),
        ).toBeUndefined();
        expect(
          messageOf(() => {
            refuseLasting(center, "the lock", Number(days) + 1);
          }),
        ).toBeDefined();
      }),
    );
  });

  it("isn't refused while no date tells when it has to be over", () => {
    fc.assert(
      fc.property(receiving, anyDay, fc.integer({ min: 1, max: 36_500 }), (phase, since, lock) => {
        expect(() => {
          refuseLasting({ name: "virginia", phase }, "the lock", lock);
        }).not.toThrow();
        expect(() => {
          refuseLasting({ name: "virginia", phase, phaseSince: date(since) }, "it", lock);
        }).not.toThrow();
      }),
    );
  });

  const dates = { name: "virginia", phaseSince: "2022-08-01", until: "2022-09-30" } as const;

  it.each<[LiveCenter, number, string]>([
    [
      { ...dates, phase: "draining" },
      58,
      "go back to the phase before, and drain with `until` 2022-10-01 or later in the mandate",
    ],
    [
      { ...dates, phase: "backup-only" },
      90,
      "as draining would have to begin on 2022-06-29, and this phase began on 2022-08-01; use at most 57 days, or `until` 2022-11-02 or later in the mandate",
    ],
    [
      { ...dates, phase: "dual-run", until: "2022-08-03" },
      1,
      "as draining would have to begin on 2022-07-30, and this phase began on 2022-08-01; use no such lock, or `until` 2022-08-05 or later in the mandate",
    ],
  ])("is refused in %j of %i days, and what to do is said", (center, days, advice) => {
    const message =
      messageOf(() => {
        refuseLasting(center, "the vault's lock", days);
      }) ?? "";
    expect(message).toContain(`center \`virginia\`: the vault's lock of ${days} days can't be shortened`);
    expect(message.endsWith(advice)).toBe(true);
  });
});

function messageOf(act: () => void): string | undefined {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

it.each([
  ["backup", "dual-run", ["application", "courier"]],
  ["backup", "backup-only", ["courier"]],
  ["legacy", "dual-run", ["application"]],
  ["legacy", "backup-only", []],
] as const)("lets into a %s center in %s nobody but %j", (kind, phase, from) => {
  expect(stanceOf({ name: "google", kind, phase })).toEqual({ kind: "receives", from });
});

it("drains a legacy center as it does a backup", () => {
  const dates = { phase: "draining", phaseSince: "2022-11-01", until: "2022-12-31" } as const;
  expect(stanceOf({ name: "google", kind: "legacy", ...dates })).toEqual({ kind: "drains", days: 60 });
});

it.each<[Partial<LiveCenter>, string]>([
  [{ until: "2022-09-30" }, "center `singapore`: a draining center needs `phaseSince`; add it to the mandate"],
  [{ phaseSince: "2022-08-01" }, "center `singapore`: a draining center needs `until`; add it to the mandate"],
  [
    { phaseSince: "2022-08-01", until: "2022-08-05" },
    "center `singapore`: `until` 2022-08-05 is 4 days after `phaseSince` 2022-08-01; use at least 5, as lifecycle rules take up to 3 days to remove what is due",
  ],
])("refuses to drain with %j", async (dates, message) => {
  expect(await refusal(() => stanceOf({ name: "singapore", phase: "draining", ...dates }))).toBe(message);
});

it("counts the days to drain over a leap day and a change of the clocks", () => {
  const center: LiveCenter = { name: "google", phase: "draining", phaseSince: "2024-02-01", until: "2024-04-01" };
  expect(stanceOf(center)).toEqual({ kind: "drains", days: 60 });
});

it("leaves a record of a center with the dates that it has", () => {
  const deleted = { name: "singapore", phase: "deleted", phaseSince: "2022-10-01", until: "2022-09-30" } as const;
  expect(isLive(deleted)).toBe(false);
  expect(evidenceOf(deleted)).toEqual({
    center: "singapore",
    phase: "deleted",
    phaseSince: "2022-10-01",
    until: "2022-09-30",
  });
  expect(evidenceOf({ name: "singapore", phase: "dual-run" })).toEqual({
    center: "singapore",
    phase: "dual-run",
    phaseSince: null,
    until: null,
  });
});
