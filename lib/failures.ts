import { AppError } from "./errors.ts";

const RESEND = "Nothing that was stored is lost: try again shortly.";

/** SQLSTATE classes (PostgreSQL, appendix A) and Node's system errors that a person can do something about. */
const KNOWN: { codes: RegExp; error: () => AppError }[] = [
  {
    codes: /^(?:53100|ENOSPC|EDQUOT)$/,
    error: () => new AppError("storage_full", "The disk of the server is full. Free space on it, then try again."),
  },
  {
    codes: /^(?:08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/,
    error: () => new AppError("unavailable", `The database could not be reached. ${RESEND}`),
  },
  {
    codes: /^(?:40001|40P01|55P03)$/,
    error: () => new AppError("unavailable", `The database was busy with the same rows. ${RESEND}`),
  },
];

/** What went wrong, as the error that a person may read; the original is its `cause`. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  for (const code of codesOf(error)) {
    const known = KNOWN.find(({ codes }) => codes.test(code));
    if (known) return Object.assign(known.error(), { cause: error });
  }
  return new AppError("internal", `Something unexpected went wrong; the server's log has the details. ${RESEND}`, {
    cause: error,
  });
}

/** The error's code and those of its causes. */
function* codesOf(error: unknown): Generator<string> {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") yield at.code;
    // PostgreSQL's own word for every way in which a file cannot grow; not all of them have the code.
    if ("hint" in at && at.hint === "Check free disk space.") yield "53100";
    if (
      /connection terminated|connection.{0,40}closed|not queryable|timeout exceeded when trying to connect/i.test(
        at.message,
      )
    )
      yield "08006";
  }
}
