import type { LocationTerm } from "../../policies/residency/catalog";
import type { Estate, Resource } from "../../policies/residency/estate";
import type { Cloud } from "../../policies/residency/geography";
import type { GateTerm, MovementRow } from "../../policies/residency/movements";
import { Unknown } from "../../policies/residency/values";
import { estate } from "../support/estates";
import { expected, type Expectation } from "./expectations";
import { type Data, inputsOf, type Inputs } from "./inputs";
import { made, outputOf, placing, rowOf, spelledAt, type Spelling, spellingOf, standing } from "./places";
import { anyStore } from "./referred";
import { movementRows, titleOf } from "./rows";
import { Shapes } from "./shapes";
import { type Case, cases, type Chosen, destination } from "./values";

/** A small estate in which one row fires. */
export interface RowEstate {
  readonly title: string;
  readonly row: MovementRow;
  readonly case: Case;
  readonly estate: Estate;
  /** The resource whose type the row is about: the one that declares the movement. */
  readonly mover: Resource;
  /** What the movement is read from; a judgement of it has indices in the place of `[]`. */
  readonly property: string;
  readonly expects: Expectation;
  /** Every resource with its inputs as data, to be checked against the SDK's types. */
  readonly written: readonly { readonly title: string; readonly type: string; readonly inputs: Inputs }[];
}

/** By what a class that a store brings comes to a resource that isn't the source of anything itself. */
const carriers = {
  aws: { type: "aws:cloudwatch/eventTarget:EventTarget", to: "arn", output: "arn" },
  gcp: { type: "gcp:pubsub/subscription:Subscription", to: "bigqueryConfig.table", output: "id" },
  oci: { type: "oci:Events/rule:Rule", to: "actions.actions[].streamId", output: "id" },
} as const satisfies Record<Cloud, { type: string; to: string; output: string }>;

/** What refers to a network resource, and so sends through it. */
const attached = {
  aws: { type: "aws:ec2/instance:Instance", path: "subnetId" },
  gcp: { type: "gcp:compute/instance:Instance", path: "networkInterfaces[].subnetwork" },
  oci: { type: "oci:Core/instance:Instance", path: "createVnicDetails.subnetId" },
} as const satisfies Record<Cloud, { type: string; path: string }>;

/** Every row of the cloud in every case that its destination can be in; at least one each. */
export function* rowEstates(cloud: Cloud): Generator<RowEstate> {
  const maker = new Maker(new Shapes(cloud));
  for (const row of movementRows(cloud)) yield* maker.of(row);
}

interface Wanted {
  readonly row: MovementRow;
  readonly case: Case;
  readonly chosen: Chosen;
  /** What puts the mover in its place. */
  readonly placed: ReturnType<typeof placing>;
  readonly where: Parameters<typeof placing>[1];
}

class Maker {
  readonly #rows: readonly MovementRow[];

  constructor(readonly shapes: Shapes) {
    this.#rows = movementRows(shapes.cloud);
  }

  *of(row: MovementRow): Generator<RowEstate> {
    for (const which of cases) {
      const wanted = row.to.length === 0 ? this.#asDestination(row, which) : this.#elsewhere(row, which);
      if (wanted !== undefined) yield this.#made(wanted);
    }
  }

  /** A row whose destination is the resource itself: it is put somewhere, if its type lets one. */
  #asDestination(row: MovementRow, which: Case): Wanted | undefined {
    const term = placingTerm(row);
    const path = term !== undefined && "path" in term ? term.path : undefined;
    const none = { values: new Map<string, Data>(), resources: [] };
    // What lies where its source does goes nowhere.
    if (path !== undefined && row.from.some((paths) => paths.includes(path)))
      return which === "us"
        ? { row, case: which, where: "home", chosen: none, placed: placing(row.type, "home") }
        : undefined;
    const isAnywhere = term?.kind === "global" || term?.kind === "fixed" || term?.kind === "nowhere";
    if ((which === "placeless") !== isAnywhere) return undefined;
    const where = which === "placeless" ? "home" : which;
    const placed = placing(row.type, where);
    const { cloud } = this.shapes;
    const place = which === "abroad" ? { place: `${cloud}:${regionOrZoneId(path, spellingOf(cloud, "abroad"))}` } : {};
    if (path === undefined || term?.kind !== "via")
      return { row, case: which, where, chosen: { ...none, ...place }, placed };
    const container = standing(this.shapes, anyStore[cloud], "container", where);
    const values = new Map([[path, where === "unknown" ? new Unknown("not-yet-known") : outputOf(container, "id")]]);
    return { row, case: which, where, chosen: { values, resources: [container], ...place }, placed };
  }

  /** A switch, and an input that its gate fixes, leave one case: no place is named. */
  #elsewhere(row: MovementRow, which: Case): Wanted | undefined {
    const chosen = destination(this.shapes, row, which);
    const placed = placing(row.type, "home");
    if (chosen !== undefined) return { row, case: which, where: "home", chosen, placed };
    const isOnlyCase = cases.every((one) => destination(this.shapes, row, one) === undefined);
    if (which !== "placeless" || !isOnlyCase) return undefined;
    return { row, case: which, where: "home", chosen: { values: new Map(), resources: [] }, placed };
  }

  #made({ row, case: which, chosen, placed, where }: Wanted): RowEstate {
    const { cloud } = this.shapes;
    const [sources = []] = row.from;
    const source = standing(this.shapes, anyStore[cloud], "source", "home");
    const home = spellingOf(cloud, "home");
    // Of inputs that name a source together, one may say where it is.
    const isPlace = (path: string) => sources.length > 1 && /(?:region|zone|location)(?:Name)?$/i.test(path);
    const named = sources.map((path): [string, Data] => [
      path,
      isPlace(path) ? spelledAt(path, home) : outputOf(source, "id"),
    ]);
    const { inputs } = inputsOf(this.shapes, row, new Map([...placed.values, ...named, ...chosen.values]));
    const mover = made(row.type, "mover", where, inputs);
    // A switch in the position of a source names none.
    const isNamed = sources.some((path) => !row.gate.some((term) => term.test === "is" && term.path === path));
    const behind = isNamed ? source : this.#behind(mover);
    const title = `${titleOf(row)} (${which})`;
    const resources = [...(behind === undefined ? [] : [behind]), ...chosen.resources, mover];
    return {
      title,
      row,
      case: which,
      estate: estate(...resources),
      mover,
      property: (row.to[0] ?? sources[0] ?? "").replaceAll("{}", ".a"),
      expects: expected(row, {
        case: which,
        source: isNamed ? "store" : sources.length > 0 ? "none" : "itself",
        isGateUnknown: row.gate.some((term) => isUnknownGate(term, chosen)),
        ...(chosen.place !== undefined && { place: chosen.place }),
      }),
      written: resources.map(({ type, inputs: all }) => ({ title, type, inputs: asData(all) })),
    };
  }

  /** Who brings a class to a mover that has none of its own: what is attached to it, or what sends to it. */
  #behind(mover: Resource): Resource | undefined {
    const { cloud } = this.shapes;
    switch (rowOf(mover.type).role) {
      case "store":
      case "transfer":
      case "compute":
        return undefined;
      case "network": {
        const { type, path } = attached[cloud];
        return this.#naming(type, path, outputOf(mover, "id"));
      }
      case "access":
      case "control": {
        const { type, to, output } = carriers[cloud];
        return this.#naming(type, to, outputOf(mover, output));
      }
    }
  }

  #naming(type: string, path: string, value: Data): Resource {
    const known = this.#rows.find((row) => row.type === type && row.to[0] === path);
    const row: MovementRow = known ?? {
      type,
      from: [],
      to: [path],
      kind: "network",
      names: "id",
      gate: [],
      certainty: "certain",
      because: "",
    };
    const values = new Map([...placing(type, "home").values, [path, value] as const]);
    return made(type, "source", "home", inputsOf(this.shapes, row, values).inputs);
  }
}

/** The name of a zone begins with its region's; a zone's id doesn't. */
function regionOrZoneId(path: string | undefined, spelling: Spelling): string {
  return path !== undefined && /zoneId$/i.test(path) ? spelling.zoneId : spelling.region;
}

/** The chain's first term of which the row's gate doesn't say that it is unset. */
function placingTerm({ type, gate }: MovementRow): LocationTerm | undefined {
  const isUnset = (path: string) => gate.some((term) => term.test === "unset" && term.path === path);
  return rowOf(type).location.find((term) => !("path" in term && isUnset(term.path)));
}

/** Whether an output stands where the gate compares. */
function isUnknownGate({ path, test }: GateTerm, { values }: Chosen): boolean {
  return (test === "is" || test === "is-not") && values.get(path) instanceof Unknown;
}

/** What {@link made} made of plain data. */
function asData(inputs: Resource["inputs"]): Inputs {
  // SAFETY: the inputs of every resource here come from `inputsOf`; only their records' prototypes were taken.
  return inputs as unknown as Inputs;
}
