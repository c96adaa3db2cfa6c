import { open } from "node:fs/promises";

/** Beyond what any reader of ours accepts: what is longer is told by its first bytes, or was never meant as a file to read. */
const mostBytes = 20_000_000;
const chunkBytes = 65_536;

/**
 * A file's text, as UTF-8. A device or pipe that never ends is read to a limit, and a file that is longer is refused.
 * @throws Error of the system, or one that says how long it is
 */
export async function readBounded(file: string, limit = mostBytes): Promise<string> {
  const handle = await open(file, "r");
  try {
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, null);
      if (bytesRead === 0) return Buffer.concat(chunks).toString("utf8");
      total += bytesRead;
      if (total > limit) throw new Error(`it has more than ${limit} bytes`);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
