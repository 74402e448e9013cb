import { AppError } from "#lib/errors.ts";

/** PostgreSQL's and Node's codes for a database that is away, shutting down, or out of connections. */
const DATABASE_AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08006",
  "08003",
]);
const DISK_FULL = new Set(["ENOSPC", "EDQUOT", "53100"]);

/** The error as one that a caller may be told about; null when nothing is known about it. */
export function knownError(error: unknown): AppError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause.code === "internal" ? null : cause;
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (
      DATABASE_AWAY.has(code) ||
      /^timeout exceeded when trying to connect|^Connection terminated/.test(cause.message)
    ) {
      return new AppError(
        "unavailable",
        "The database cannot be reached just now. Nothing was lost: try again shortly.",
        { cause: error },
      );
    }
    if (DISK_FULL.has(code)) {
      return new AppError(
        "storage_full",
        "The server's disk is full. Nothing was kept of this: tell who runs it, then send it again.",
        { cause: error },
      );
    }
  }
  return null;
}
