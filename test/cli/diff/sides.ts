import type { Resource } from "../../../policies/residency/estate";
import type { Holder } from "../../../policies/residency/holders";
import type { Side } from "../../../cli/diff/compare";
import { buildResult } from "../../../cli/judge/build-result";
import type { Hop } from "../../../policies/residency/judgement";
import { bucket, checked, hop } from "../checked";

type Given = Parameters<typeof checked>[0];

/** The working tree, with what a check of it found; by default nothing. */
export function side(given: Given = {}, overrides: Partial<Side> = {}): Side {
  const seen = checked(given);
  return {
    side: { kind: "working-tree", name: "", commit: null },
    result: buildResult(seen),
    estate: seen.estate,
    notes: [],
    ...overrides,
  };
}

/** A bucket that holds users' data in Virginia, whose class is the default. */
export function held(name: string, overrides: Partial<Holder> = {}): Holder {
  return {
    resource: bucket(name),
    dataClass: "us-user",
    why: "default",
    holds: "content",
    places: ["aws:us-east-1"],
    ...overrides,
  };
}

/** Holders, and the resources that they are. */
export function holding(...holders: readonly Holder[]): Given {
  return { holders, resources: holders.map(({ resource }) => resource) };
}

/** A way that carries users' data. */
export function way(from: Resource, to: Resource | undefined, overrides: Partial<Hop> = {}, classes = ["us-user"]) {
  return { hop: hop(from, to, overrides), classes };
}
