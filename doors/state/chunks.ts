import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { types } from "node:util";
import { createGunzip } from "node:zlib";
import { StateFault } from "./fault";

/** Large enough that few resources lie across two of them. */
const chunkBytes = 1 << 20;

/**
 * A file's content in chunks, unpacked where it was compressed, as Pulumi's file backend does with `gzip=true`.
 * @throws StateFault
 */
export async function* chunksOf(file: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  try {
    await assertFile(file);
    const isPacked = await beginsAsGzip(file);
    const raw = createReadStream(file, { highWaterMark: chunkBytes, ...(signal && { signal }) });
    const unpacked = isPacked ? raw.pipe(createGunzip({ chunkSize: chunkBytes })) : raw;
    // A stream doesn't hand its errors on to the next one.
    if (isPacked) raw.once("error", (error) => unpacked.destroy(error));
    // SAFETY: without an encoding, both streams are of buffers.
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (error) {
    throw asFault(error);
  }
}

async function assertFile(file: string): Promise<void> {
  const found = await stat(file);
  if (found.isFile()) return;
  const what = found.isDirectory() ? "a folder" : "a device or pipe";
  throw new StateFault(`it is ${what}; --state takes a file, such as \`pulumi stack export --file state.json\` writes`);
}

async function beginsAsGzip(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function asFault(error: unknown): unknown {
  if (!types.isNativeError(error) || !("code" in error) || typeof error.code !== "string") return error;
  const { code } = error;
  if (code === "ENOENT") return new StateFault("there is no such file");
  if (code === "EACCES" || code === "EPERM") return new StateFault("it can't be opened: permission denied");
  if (code === "Z_BUF_ERROR") return new StateFault("it is cut off: its compressed content has no end");
  if (code.startsWith("Z_")) return new StateFault("its compressed content is damaged");
  return /^E[A-Z0-9]+$/.test(code) ? new StateFault(`it can't be read (${code})`) : error;
}
