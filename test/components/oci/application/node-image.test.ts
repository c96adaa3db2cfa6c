import fc from "fast-check";
import { newestImage } from "../../../../components/oci/application/node-image";

interface Made {
  readonly release: number;
  readonly date: readonly [number, number, number];
  readonly build: number;
  readonly version: string;
  readonly revision: number;
}

const versions = ["1.33.1", "1.33.10", "1.34.1", "1.34.2"];
const anyMade: fc.Arbitrary<Made> = fc.record({
  release: fc.integer({ min: 9, max: 12 }),
  date: fc.tuple(
    fc.integer({ min: 2024, max: 2027 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  ),
  build: fc.integer({ min: 0, max: 12 }),
  version: fc.constantFrom(...versions),
  revision: fc.integer({ min: 900, max: 1700 }),
});

function nameOf({ release, date: [year, month, day], build, version, revision }: Made, kind = ""): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `Oracle-Linux-8.${release}-${kind}${year}.${two(month)}.${two(day)}-${build}-OKE-${version}-${revision}`;
}

const source = (sourceName: string) => ({ sourceName, imageId: `the image ${sourceName}` });

it("takes the newest image of the version, in whatever order the service lists them", () => {
  fc.assert(
    fc.property(fc.array(anyMade, { minLength: 1, maxLength: 12 }), fc.constantFrom(...versions), (all, version) => {
      const fitting = all.filter((one) => one.version === version);
      fc.pre(fitting.length > 0);
      const order = ({ date: [year, month, day], build, release, revision }: Made) =>
        [year, month, day, build, release, revision].map((part) => String(part).padStart(5, "0")).join();
      const newest =
        fitting
          .map((one) => [order(one), nameOf(one)] as const)
          .toSorted()
          .at(-1)?.[1] ?? "";
      const sources = all.map((one) => source(nameOf(one)));
      expect(newestImage(sources, `v${version}`)).toBe(`the image ${newest}`);
      expect(newestImage(sources.toReversed(), `v${version}`)).toBe(`the image ${newest}`);
    }),
  );
});

it("takes no image for other processors, and none of another system", () => {
  fc.assert(
    fc.property(anyMade, fc.constantFrom("aarch64-", "Gen2-GPU-", "aarch64-GPU-"), (made, kind) => {
      const wrong = [
        source(nameOf(made, kind)),
        source(nameOf(made).replace("-8.", "-7.")),
        source("Ubuntu-24.04-OKE"),
      ];
      expect(newestImage([...wrong, source(nameOf(made))], `v${made.version}`)).toBe(`the image ${nameOf(made)}`);
      expect(() => newestImage(wrong, `v${made.version}`)).toThrow("`kubernetesVersion`");
    }),
  );
});

it("says what to do about a version that has no image", () => {
  expect(() => newestImage([source("Oracle-Linux-8.10-2026.02.28-0-OKE-1.34.2-1392")], "v1.34.20")).toThrow(
    "`kubernetesVersion` is `v1.34.20`; use one that Oracle Kubernetes Engine has an Oracle Linux 8 image for: " +
      "`oci ce node-pool-options get --node-pool-option-id all` lists them",
  );
});
