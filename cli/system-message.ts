import { types } from "node:util";

/** Error codes of the system in words; the message that Node gives repeats the path and names the system call. */
const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EDQUOT: "no space left of the user's quota",
  EFBIG: "the file would be larger than is allowed",
  EISDIR: "it is a folder",
  EMFILE: "too many open files",
  ENOENT: "no such file or folder",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of its path is not a folder",
  EPERM: "operation not permitted",
  EPIPE: "its reader has closed it before the end",
  EROFS: "the file system is read-only",
};

/** What went wrong in a call to the system, in a few words. */
export function systemMessage(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const code = errorCode(error);
  return (code === undefined ? undefined : words[code]) ?? error.message;
}

/** The system's code, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return types.isNativeError(error) && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
