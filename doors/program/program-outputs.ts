import { ListValue, Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import { unknownSentinel } from "../../policies/residency/sentinels";
import type { Unknown } from "../../policies/residency/values";
import { Secret, type Value, type Values } from "../../policies/residency/values";
import type { Place } from "./placeholder-forms";
import type { Placeholders } from "./placeholders";
import { listValue, stringValue, structValue } from "./output-values";
import { answeredFor } from "./symbolic-names";

/** `symbolic`: outputs that aren't known yet are texts that stand for them; `plain`: they are unknown, as in Pulumi. */
export type OutputMode = "symbolic" | "plain";

/** What one run of a stack's program gets for outputs that aren't known yet, and what becomes of them. */
export class ProgramOutputs {
  /** True as soon as the program may have seen a placeholder. */
  handedOut = false;

  constructor(
    private readonly placeholders: Placeholders,
    readonly mode: OutputMode,
  ) {}

  /**
   * The placeholders of a resource that is going to be made, by output. An input of the same name decides the output, even
   * when it isn't known itself.
   */
  answers(urn: string, type: string, inputs: Values, provider: Place): ReadonlyMap<string, string> {
    const answers = new Map<string, string>();
    if (this.mode === "plain") return answers;
    const place = {
      region: knownIn(inputs, "region", provider.region),
      zone: knownIn(inputs, "zone", undefined),
      project: knownIn(inputs, "project", provider.project),
    };
    for (const name of ["id", ...answeredFor(type).map((row) => row.name)]) {
      if ((inputs[name] ?? null) === null) answers.set(name, this.placeholders.issue(urn, type, name, place));
    }
    this.handedOut = true;
    return answers;
  }

  /** A text of the program's as what it is made of; undefined where it is just text. */
  read(text: string): Unknown | undefined {
    return this.mode === "plain" ? undefined : this.placeholders.read(text);
  }

  isIn(properties: Struct): boolean {
    return this.mode === "symbolic" && this.withoutPlaceholders(properties) !== undefined;
  }

  /** Another stack's outputs, as this program gets them. */
  received(outputs: Struct): Struct {
    const plain = this.withoutPlaceholders(outputs);
    if (plain === undefined) return outputs;
    if (this.mode === "plain") return plain;
    this.handedOut = true;
    return outputs;
  }

  /** With unknowns in the place of texts that stand for outputs; undefined when there are none. */
  private withoutPlaceholders(struct: Struct): Struct | undefined {
    const stripped = new Map<string, WireValue>();
    struct.getFieldsMap().forEach((value: WireValue, key: string) => {
      const instead = this.stripped(value);
      if (instead !== undefined) stripped.set(key, instead);
    });
    if (stripped.size === 0) return undefined;
    const plain = struct.cloneMessage();
    for (const [key, value] of stripped) plain.getFieldsMap().set(key, value);
    return plain;
  }

  private stripped(value: WireValue): WireValue | undefined {
    const unknown = stringValue(unknownSentinel);
    switch (value.getKindCase()) {
      case WireValue.KindCase.STRING_VALUE:
        return this.placeholders.read(value.getStringValue()) && unknown;
      case WireValue.KindCase.LIST_VALUE: {
        const members = (value.getListValue() ?? new ListValue()).getValuesList();
        const stripped = members.map((member) => this.stripped(member));
        if (stripped.every((member) => member === undefined)) return undefined;
        return listValue(stripped.map((member, index) => member ?? members[index] ?? unknown));
      }
      case WireValue.KindCase.STRUCT_VALUE: {
        const struct = value.getStructValue() ?? new Struct();
        // Whoever computes a key computes the whole.
        const keys = [...struct.getFieldsMap().keys()] as string[];
        if (keys.some((key) => this.placeholders.read(key) !== undefined)) return unknown;
        const plain = this.withoutPlaceholders(struct);
        return plain && structValue(plain);
      }
      case WireValue.KindCase.NUMBER_VALUE:
      case WireValue.KindCase.BOOL_VALUE:
      case WireValue.KindCase.NULL_VALUE:
      case WireValue.KindCase.KIND_NOT_SET:
        return undefined;
    }
  }
}

/** An input that is known, or what stands in for one that isn't given. */
function knownIn(inputs: Values, key: string, otherwise: string | undefined): string | undefined {
  const value: Value = inputs[key] ?? null;
  if (value === null) return otherwise;
  const open = value instanceof Secret ? value.value : value;
  return typeof open === "string" ? open : undefined;
}
