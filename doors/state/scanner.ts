import { Bytes, textOf } from "./bytes";
import { faultAt, StateFault, type FilePosition } from "./fault";

/** A part of a file that is JSON by itself. */
export interface Part {
  readonly text: string;
  readonly position: FilePosition;
  /** How many keys its objects have, those that are stated twice counted twice. */
  readonly keys: number;
}

/** Who is told what a file is made of, in its order. */
export interface Parts {
  /** A member of one of the lists. */
  readonly member: (part: Part, list: string) => void;
  /** A whole value of the file, with a `0` in the place of each member of the lists. */
  readonly whole: (part: Part) => void;
}

/** Deeper than anything that Pulumi writes; what reads values goes as deep as they are. */
const deepest = 500;
/** The level of the deepest list: `checkpoint.latest.resources`. */
const deepestList = 4;
/** A resource may hold a file's content; much more wouldn't fit into a text of JavaScript's. */
const longestMember = 1 << 28;
const longestRest = 1 << 27;

const byteOf = (character: string) => character.charCodeAt(0);
const quote = byteOf('"');
const backslash = byteOf("\\");
const newline = byteOf("\n");
const openObject = byteOf("{");
const closeObject = byteOf("}");
const openList = byteOf("[");
const closeList = byteOf("]");
const zero = Buffer.from("0");
const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Finds where the members of some lists begin and end in JSON that comes in chunks, so that each can be parsed by itself: a
 * file may be longer than any text of JavaScript's. It looks at strings and brackets alone; whether the parts are JSON is for
 * those to tell who parse them.
 */
export class Scanner {
  readonly #rest = new Bytes(longestRest, `what it holds besides resources has more than ${longestRest} bytes`);
  /** What earlier chunks had of a member. */
  readonly #begun = new Bytes(longestMember, `one of its resources has more than ${longestMember} bytes`);
  /** The bracket that opened each level. */
  readonly #brackets = new Uint8Array(deepest + 1);
  /** The key that was last seen on each of the first levels. */
  readonly #keysOnTheWay: string[] = [];
  #chunk: Buffer = Buffer.alloc(0);
  /** Where the part that is being kept begins in the chunk. */
  #from = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #line = 1;
  /** Where the chunk and the line begin, in bytes from the beginning of the file. */
  #offset = 0;
  #lineStart = 0;
  #keys = 0;
  #keysBefore = 0;
  #position: FilePosition = { line: 1, column: 1 };
  /** Where the last string of the first levels begins in what is kept. */
  #stringStart = 0;
  /** The list whose members are told, and the level that they stand on. */
  #list: string | undefined;
  #listDepth = 0;
  #member: FilePosition | undefined;
  #wholes = 0;

  /** @param lists as `deployment.resources` */
  constructor(
    private readonly lists: ReadonlySet<string>,
    private readonly parts: Parts,
  ) {}

  /** @throws StateFault */
  push(chunk: Buffer) {
    if (chunk.length === 0) return;
    this.#chunk = chunk;
    this.#from = 0;
    const { length } = chunk;
    for (let at = this.#isInString ? this.#skipString(0) + 1 : 0; at < length; at += 1) {
      // SAFETY: it is before the chunk's end.
      const byte = chunk[at] as number;
      switch (byte) {
        case 0x20:
        case 0x0d:
        case 0x09:
          break;
        case newline:
          this.#line += 1;
          this.#lineStart = this.#offset + at + 1;
          break;
        case quote:
          if (this.#depth <= deepestList) this.#beginString(at);
          this.#isInString = true;
          at = this.#skipString(at + 1);
          break;
        case 0x3a: // A colon.
          this.#keys += 1;
          if (this.#depth <= deepestList) this.#noteKey(at);
          break;
        case 0x2c: // A comma.
          if (this.#depth <= deepestList) this.#separate(at);
          break;
        case openObject:
        case openList:
          this.#enter(byte, at);
          break;
        case closeObject:
        case closeList:
          this.#leave(byte, at);
          break;
        default:
          if (this.#depth <= deepestList) this.#beginValue(at);
      }
    }
    if (this.#member !== undefined) this.#begun.append(chunk, this.#from, length);
    else if (this.#list === undefined && this.#depth > 0) this.#rest.append(chunk, this.#from, length);
    this.#offset += length;
  }

  /** @throws StateFault when something is still open, or nothing was there */
  end() {
    if (this.#depth > 0) throw new StateFault(`it is cut off: it ends at line ${this.#line} in the middle of a value`);
    if (this.#wholes === 0) throw new StateFault("it is empty");
  }

  /** Where the string ends, or the chunk if that is before. */
  #skipString(start: number): number {
    const chunk = this.#chunk;
    const { length } = chunk;
    let at = start;
    if (this.#isEscaped && at < length) {
      this.#isEscaped = false;
      at += 1;
    }
    for (; at < length; at += 1) {
      const byte = chunk[at];
      if (byte === quote) {
        this.#isInString = false;
        return at;
      }
      if (byte === backslash) at += 1;
    }
    this.#isEscaped = at > length;
    return length;
  }

  #enter(bracket: number, at: number) {
    if (this.#depth === 0) this.#beginWhole(at);
    else if (this.#depth <= deepestList) this.#beginValue(at);
    if (this.#depth === deepest) faultAt(this.#positionOf(at), `it is nested deeper than ${deepest} levels`);
    this.#depth += 1;
    this.#brackets[this.#depth] = bracket;
    if (bracket !== openList || this.#list !== undefined || this.#depth > deepestList) return;
    const list = this.#keysOnTheWay.slice(1, this.#depth).join(".");
    if (!this.lists.has(list) || this.#brackets.subarray(1, this.#depth).includes(openList)) return;
    this.#rest.append(this.#chunk, this.#from, at + 1);
    this.#list = list;
    this.#listDepth = this.#depth;
    this.#keysBefore = this.#keys;
  }

  #leave(bracket: number, at: number) {
    const opened = bracket === closeObject ? openObject : openList;
    if (this.#brackets[this.#depth] !== opened || this.#depth === 0) {
      faultAt(this.#positionOf(at), `it is not JSON: \`${String.fromCharCode(bracket)}\` closes nothing`);
    }
    if (this.#isInList()) {
      this.#endMember(at);
      this.#list = undefined;
      this.#keys = this.#keysBefore;
      this.#from = at;
    }
    this.#depth -= 1;
    if (this.#depth === 0) this.#endWhole(at);
  }

  #separate(at: number) {
    if (this.#depth === 0) this.#refuseOutside(at);
    if (!this.#isInList()) return;
    this.#endMember(at);
    this.#rest.append(this.#chunk, at, at + 1);
  }

  /** True between the members of a list, and in one that isn't an object. */
  #isInList(): boolean {
    return this.#list !== undefined && this.#depth === this.#listDepth;
  }

  #beginValue(at: number) {
    if (this.#depth === 0) this.#refuseOutside(at);
    if (!this.#isInList() || this.#member !== undefined) return;
    this.#member = this.#positionOf(at);
    this.#from = at;
    this.#keys = 0;
  }

  #beginString(at: number) {
    this.#beginValue(at);
    if (this.#list === undefined) this.#stringStart = this.#rest.length + at - this.#from;
  }

  #noteKey(at: number) {
    if (this.#depth === 0) this.#refuseOutside(at);
    if (this.#list !== undefined) return;
    this.#rest.append(this.#chunk, this.#from, at);
    this.#from = at;
    this.#keysOnTheWay[this.#depth] = keyIn(this.#rest.text(this.#stringStart));
  }

  #endMember(at: number) {
    const position = this.#member;
    if (position === undefined || this.#list === undefined) return;
    const text = this.#textOfMember(at);
    this.parts.member({ text, position, keys: this.#keys }, this.#list);
    this.#member = undefined;
    this.#rest.append(zero, 0, 1);
  }

  #textOfMember(at: number): string {
    if (this.#begun.length === 0) return textOf(this.#chunk, this.#from, at);
    this.#begun.append(this.#chunk, this.#from, at);
    const text = this.#begun.text();
    this.#begun.clear();
    return text;
  }

  #beginWhole(at: number) {
    this.#position = this.#positionOf(at);
    this.#from = at;
    this.#keys = 0;
  }

  #endWhole(at: number) {
    this.#rest.append(this.#chunk, this.#from, at + 1);
    const text = this.#rest.text();
    this.#rest.clear();
    this.#wholes += 1;
    this.parts.whole({ text, position: this.#position, keys: this.#keys });
  }

  #refuseOutside(at: number) {
    const byte = this.#chunk[at];
    const offset = this.#offset + at;
    if (byte === byteOrderMark[offset]) return;
    const isWide = offset < 2 && (byte === 0xff || byte === 0xfe || byte === 0);
    if (isWide) throw new StateFault("it is not UTF-8 but UTF-16, or binary; write it with `--file` rather than `>`");
    faultAt(this.#positionOf(at), "it is not JSON: an object is expected here");
  }

  #positionOf(at: number): FilePosition {
    return { line: this.#line, column: this.#offset + at - this.#lineStart + 1 };
  }
}

/** A key as its quoted text; what isn't one will be found when the whole is parsed. */
function keyIn(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return "";
  }
}
