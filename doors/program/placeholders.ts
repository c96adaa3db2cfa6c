import { createHash } from "node:crypto";
import { Unknown, type Output } from "../../policies/residency/values";
import { formed, type Place } from "./placeholder-forms";

const tokenStart = "stateside";
/** A token, or what a program left of one; a text that stands alone, such as the word itself, is none. */
const pieces = /stateside[0-9a-f]{0,16}/gi;
/** So many characters of a token tell it from an ordinary word. */
const telling = tokenStart.length + 4;

/**
 * The texts that stand for outputs that aren't known yet, for all stacks of a run: outputs travel through StackReferences.
 * Each holds a token, which follows from the URN and the output alone, and is made of letters and digits so that it
 * survives in any name.
 */
export class Placeholders {
  private readonly issued = new Map<string, Output>();
  /** The tokens by how they start, to find those that were cut short. */
  private readonly byStart = new Map<string, string[]>();

  /** The text that a program gets for an output of a resource; the same for the same one. */
  issue(urn: string, type: string, name: string, place: Place): string {
    const token = tokenOf(urn, name);
    const placeholder = formed(token, type, name, place);
    if (!this.issued.has(token)) {
      const start = token.slice(0, telling);
      this.byStart.set(start, [...(this.byStart.get(start) ?? []), token]);
    }
    this.issued.set(token, { urn, name, placeholder });
    return placeholder;
  }

  /**
   * A text that was made of outputs, as what it is; undefined for every other text, whatever it looks like. One in which a
   * token was cut short or changed its case is unknown, and nobody knows what it is made of.
   */
  read(text: string): Unknown | undefined {
    if (this.issued.size === 0) return undefined;
    const outputs = new Map<string, Output>();
    for (const [piece] of text.matchAll(pieces)) {
      const output = this.issued.get(piece);
      if (output !== undefined) outputs.set(piece, output);
      else if (this.isLeftOfToken(piece.toLowerCase())) return new Unknown("not-yet-known");
    }
    return outputs.size === 0 ? undefined : new Unknown("not-yet-known", { text, outputs });
  }

  private isLeftOfToken(piece: string): boolean {
    if (piece.length < telling) return false;
    return (this.byStart.get(piece.slice(0, telling)) ?? []).some((token) => token.startsWith(piece));
  }
}

function tokenOf(urn: string, name: string): string {
  return tokenStart + createHash("sha256").update(`${urn}\n${name}`).digest("hex").slice(0, 16);
}
