import type { Resource } from "../../policies/residency/estate";
import { retentionsOf } from "../../policies/residency/retention-terms";
import { Unknown } from "../../policies/residency/values";
import { estate, resource } from "../support/estates";
import { from } from "../support/flows";

const bucket = (name: string, inputs = {}) => resource("aws:s3/bucket:Bucket", name, { bucket: name, ...inputs });
const rules = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "rules", inputs, more);
const expiring = { status: "Enabled", expiration: { days: 7 } };

/** `expiry rules rules[1].expiration.days days 7` of a store, without what its own type says by itself. */
function said(store: Resource, ...others: readonly Resource[]): string[] {
  const { of } = retentionsOf(estate(store, ...others));
  return of(store)
    .filter(({ row }) => row.mechanism !== "uploads")
    .map(({ row, by, span, property }) => {
      const what = span.kind === "days" ? `days ${span.days}` : span.kind === "unknown" ? span.cause : span.kind;
      return [row.mechanism, by.name, property ?? "-", what].join(" ");
    });
}

describe("what is said of how long a store keeps something", () => {
  it("is said by its own inputs, and by what is declared beside it", () => {
    expect(
      said(
        bucket("b", { lifecycleRules: [{ enabled: true, expiration: { days: 3 } }] }),
        rules({ bucket: "b", rules: [expiring] }),
      ),
    ).toEqual(["expiry b lifecycleRules[0].expiration.days days 3", "expiry rules rules[0].expiration.days days 7"]);
  });

  it("is read member by member: a gate holds for its own rule", () => {
    const narrow = { ...expiring, filter: { prefix: "a/" } };
    const off = { ...expiring, status: "Disabled" };
    expect(
      said(bucket("b"), rules({ bucket: "b", rules: [narrow, off, { ...expiring, filter: { prefix: "" } }] })),
    ).toEqual(["expiry rules rules[2].expiration.days days 7"]);
  });

  it("is of the store that is named, and of no other", () => {
    expect(said(bucket("b"), bucket("c"), rules({ bucket: "c", rules: [expiring] }))).toEqual([]);
    const named = [
      { targetVaultName: "other", lifecycle: { deleteAfter: 1 } },
      { targetVaultName: "v", lifecycle: { deleteAfter: 2 } },
    ];
    const vault = resource("aws:backup/vault:Vault", "v", { name: "v" });
    expect(said(vault, resource("aws:backup/plan:Plan", "p", { rules: named }))).toEqual([
      "stays v - never",
      "keeps p rules[1].lifecycle.deleteAfter days 2",
    ]);
  });

  it("follows what an input was computed from, if that is one resource of the kind", () => {
    const b = bucket("b");
    const computed = rules({ bucket: new Unknown("not-yet-known"), rules: [expiring] }, from({ bucket: [b] }));
    expect(said(b, computed)).toEqual(["expiry rules rules[0].expiration.days days 7"]);
  });

  it("isn't certain of one of several that may be meant", () => {
    const [b, c] = [bucket("b"), bucket("c")];
    const computed = rules({ bucket: new Unknown("not-yet-known"), rules: [expiring] }, from({ bucket: [b, c] }));
    expect(said(b, c, computed)).toEqual(["expiry rules rules[0].expiration.days not-yet-known"]);
  });

  it("is told apart where nothing says of which store it is", () => {
    const loose = rules({ bucket: new Unknown("not-seen"), rules: [expiring] });
    const found = retentionsOf(estate(bucket("b"), loose)).loose;
    expect(found.map(({ by, span }) => [by.name, span])).toEqual([["rules", { kind: "unknown", cause: "not-seen" }]]);
  });

  it("takes defaults where an input is absent, null or empty", () => {
    for (const input of [{}, { destroyScheduledDuration: null }, { destroyScheduledDuration: "" }]) {
      const key = resource("gcp:kms/cryptoKey:CryptoKey", "k", input);
      expect(said(key)).toEqual(["key-destruction k destroyScheduledDuration days 30"]);
    }
  });

  it.each<[string, readonly string[], string[]]>([
    ["an input", ["destroyScheduledDuration"], ["key-destruction k destroyScheduledDuration ignored"]],
    ["everything", ["*"], ["left k deletionPolicy ignored", "key-destruction k destroyScheduledDuration ignored"]],
    ["something else", ["labels"], ["key-destruction k destroyScheduledDuration days 1"]],
  ])("isn't known where changes to %s are ignored", (_, ignoreChanges, expected) => {
    const key = resource("gcp:kms/cryptoKey:CryptoKey", "k", { destroyScheduledDuration: "86400s" }, { ignoreChanges });
    expect(said(key).sort()).toEqual([...expected].sort());
  });

  it("isn't known of a list that is ignored, though nothing stands there", () => {
    const subject = { ...bucket("b"), ignoreChanges: ["lifecycleRules"] };
    expect(said(subject)).toContain("expiry b lifecycleRules[] ignored");
  });

  it("is found once for an estate", () => {
    const one = estate(bucket("b"));
    expect(retentionsOf(one)).toBe(retentionsOf(one));
  });

  it("isn't said by what is only looked up", () => {
    expect(
      said({ ...bucket("b", { lifecycleRules: [{ enabled: true, expiration: { days: 3 } }] }), kind: "read" }),
    ).toEqual([]);
  });
});
