import { distance } from "./nearest";

interface Known {
  readonly type: string;
  /** `aws:s3:bucket`, in lower case: what a person remembers of `aws:s3/bucket:Bucket`. */
  readonly short: string;
}

/** Services compared with a type's own: enough for a slip in one of them. */
const services = 3;

/**
 * Suggests types for one that isn't known: `aws:s3:Buckt` is near `aws:s3/bucket:Bucket`. Only types of the services whose
 * names are nearest are compared, so that an estate full of unknown types costs little.
 */
export function typesNear(types: Iterable<string>): (type: string) => readonly string[] {
  const byService = new Map<string, Known[]>();
  for (const type of types) {
    const known = { type, short: shortened(type) };
    const others = byService.get(serviceOf(known.short));
    if (others) others.push(known);
    else byService.set(serviceOf(known.short), [known]);
  }
  return (type) => {
    // Longer ones are no misspelling, and comparing them takes time that the author of a program would decide.
    if (type.length > 150) return [];
    const short = shortened(type);
    const service = serviceOf(short);
    return (
      [...byService.keys()]
        .map((other) => ({ other, far: distance(service, other) }))
        .sort((one, other) => one.far - other.far)
        .slice(0, services)
        .flatMap(({ other }) => byService.get(other) ?? [])
        .map((known) => ({ type: known.type, far: distance(short, known.short) }))
        // Further off than a slip or two in each part, a name is no misspelling.
        .filter(({ far }) => far <= short.length / 5)
        .sort((one, other) => one.far - other.far || (one.type < other.type ? -1 : 1))
        .slice(0, 3)
        .map((near) => near.type)
    );
  };
}

function shortened(type: string): string {
  const [cloud = "", module = "", ...name] = type.toLowerCase().split(":");
  return [cloud, module.split("/")[0] ?? "", ...name].join(":");
}

function serviceOf(short: string): string {
  return short.split(":").slice(0, 2).join(":");
}
