import { ProgramError } from "../../program-error";

/** An image that nodes can be made from, as the service lists it. */
export interface NodeSource {
  readonly imageId: string;
  readonly sourceName: string;
}

/** Oracle Linux 8 on x86, made for one version of Kubernetes, and nothing for graphics processors. */
const form = /^Oracle-Linux-8\.(\d+)-(\d{4})\.(\d{2})\.(\d{2})-(\d+)-OKE-(\d+\.\d+\.\d+)-(\d+)$/;

/**
 * The newest of Oracle's own images for a version of Kubernetes: they are named by release, date and build, as in
 * `Oracle-Linux-8.10-2025.09.16-0-OKE-1.34.1-1191`.
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Reference/contengimagesshapes.htm
 *
 * @param version - as the service writes it, `v1.34.1`
 * @throws ProgramError when there is none
 */
export function newestImage(sources: readonly NodeSource[], version: string): string {
  const [newest] = sources
    .flatMap(({ imageId, sourceName }) => {
      const [, release, year, month, day, build, made, revision] = form.exec(sourceName) ?? [];
      return `v${made ?? ""}` === version
        ? [{ imageId, age: [year, month, day, build, release, revision].map(Number) }]
        : [];
    })
    .toSorted((one, other) => compare(other.age, one.age));
  if (newest !== undefined) return newest.imageId;
  throw new ProgramError(
    `\`kubernetesVersion\` is \`${version}\`; use one that Oracle Kubernetes Engine has an Oracle Linux 8 image for: ` +
      "`oci ce node-pool-options get --node-pool-option-id all` lists them",
  );
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, place) => part !== other[place]);
  return (one[at] ?? 0) - (other[at] ?? 0);
}
