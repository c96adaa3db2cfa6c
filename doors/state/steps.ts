import { providerPrefix } from "../../policies/residency/seen-provider";
import { readUrn } from "../../policies/residency/urns";
import { stackOf, type StackName } from "./content";
import { stackType, type Found } from "./found";
import { StateFault } from "./fault";

/** What becomes of a resource in a step: source pulumi/pulumi, sdk/go/common/apitype/history.go, OpType. */
const operations: Readonly<Record<string, "is" | "goes" | "past">> = {
  same: "is",
  create: "is",
  update: "is",
  replace: "is",
  "create-replacement": "is",
  read: "is",
  "read-replacement": "is",
  refresh: "is",
  import: "is",
  "import-replacement": "is",
  delete: "goes",
  discard: "goes",
  // They are about what was replaced, and has the URN of what replaces it.
  "delete-replaced": "past",
  "discard-replaced": "past",
  "remove-pending-replace": "past",
};

/** What is there after the steps of an operation. */
export class Steps {
  readonly #found = new Map<string, Found>();
  /** Operation → URNs. */
  readonly #seen = new Map<string, Set<string>>();
  /** What the last step was about: it names the stack, where nothing is left of it. */
  lastStack: StackName | undefined;
  /** How many there were. */
  taken = 0;
  #isRefreshed = false;
  #isOfProgram = false;

  clear() {
    this.#found.clear();
    this.#seen.clear();
    this.#isRefreshed = false;
    this.#isOfProgram = false;
  }

  /** Notes what an operation begins with a resource, before it is known what comes of it. */
  begin(operation: string, urn: string) {
    if (operation === "refresh") this.#isRefreshed = true;
    else if (readUrn(urn)?.type === stackType) this.#isOfProgram = true;
  }

  /**
   * @param read what the resource will be; called only where it will be there
   * @throws StateFault
   */
  take(operation: string, urn: string, read: () => Found | undefined) {
    const outcome = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (outcome === undefined)
      throw new StateFault("its `op` is not an operation that is known; a newer stateside may know it");
    this.taken += 1;
    this.#note(operation, urn);
    this.lastStack = stackOf(urn) ?? this.lastStack;
    if (outcome === "goes") this.#found.delete(urn);
    if (outcome !== "is") return;
    const found = read();
    if (found === undefined) throw new StateFault("it doesn't say what the resource will be");
    // A later step says what comes of an earlier one, and may leave out what it has.
    this.#found.set(urn, found);
  }

  /** The engine doesn't count the providers that it makes itself. */
  #note(operation: string, urn: string) {
    const parts = readUrn(urn);
    if (parts?.type.startsWith(providerPrefix) === true && parts.name.startsWith("default")) return;
    const urns = this.#seen.get(operation);
    if (urns === undefined) this.#seen.set(operation, new Set([urn]));
    else urns.add(urn);
  }

  /**
   * @param stated how many resources each operation was for
   * @throws StateFault when some aren't shown
   */
  all(stated: Readonly<Record<string, unknown>>): Found[] {
    // With `--target` it passes over all others, and counts none of them; other operations say that they stay the same.
    if (this.#isRefreshed && !this.#isOfProgram) {
      throw new StateFault("it is of a `pulumi refresh`, which may show only some of the resources; export the state");
    }
    for (const [operation, count] of Object.entries(stated)) {
      const seen = this.#seen.get(operation)?.size ?? 0;
      if (typeof count !== "number" || count <= seen) continue;
      const how = operation === "same" ? "; `pulumi preview --json --show-sames` shows those that stay the same" : "";
      throw new StateFault(`it shows ${seen} of ${count} resources of its operation \`${operation}\`${how}`);
    }
    return [...this.#found.values()];
  }
}
