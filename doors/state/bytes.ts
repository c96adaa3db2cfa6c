import { isAscii, isUtf8 } from "node:buffer";
import { StateFault } from "./fault";

/** Bytes that come piece by piece. */
export class Bytes {
  #buffer = Buffer.allocUnsafe(1 << 12);
  #length = 0;

  /** @param most what is longer is refused with these words */
  constructor(
    private readonly most: number,
    private readonly refusal: string,
  ) {}

  get length(): number {
    return this.#length;
  }

  append(bytes: Buffer, from: number, to: number) {
    const length = this.#length + to - from;
    if (length > this.most) throw new StateFault(this.refusal);
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#buffer.length));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    bytes.copy(this.#buffer, this.#length, from, to);
    this.#length = length;
  }

  clear() {
    this.#length = 0;
  }

  text(from = 0, to = this.#length): string {
    return textOf(this.#buffer, from, to);
  }
}

/** @throws StateFault for what is no UTF-8: a text that was mended would be another text */
export function textOf(buffer: Buffer, from: number, to: number): string {
  const bytes = buffer.subarray(from, to);
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (!isUtf8(bytes)) throw new StateFault("it is not UTF-8");
  return bytes.toString("utf8");
}
