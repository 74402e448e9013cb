import { expect, it } from "vitest";
import { AppError } from "./errors.ts";
import { asAppError } from "./failures.ts";

const coded = (code: string, message = "x") => Object.assign(new Error(message), { code });

it.each([
  ["a full disk in PostgreSQL", new Error("query failed", { cause: coded("53100") }), "storage_full"],
  [
    "a file of PostgreSQL that may not grow",
    Object.assign(coded("XX000"), { hint: "Check free disk space." }),
    "storage_full",
  ],
  ["a full disk for blobs", coded("ENOSPC"), "storage_full"],
  ["a refused connection", coded("ECONNREFUSED"), "unavailable"],
  ["a server that shuts down", coded("57P01"), "unavailable"],
  ["a lost connection", new Error("Connection terminated unexpectedly"), "unavailable"],
  ["a database that lets nobody in", new Error("timeout exceeded when trying to connect"), "unavailable"],
  ["a deadlock", coded("40P01"), "unavailable"],
  ["anything else", new TypeError("x is not a function"), "internal"],
  ["our own error", new AppError("not_found", "gone"), "not_found"],
])("gives %s words for a person", (_, error, code) => {
  const known = asAppError(error);
  expect(known.code).toBe(code);
  expect(known.message).not.toContain("is not a function");
  if (!(error instanceof AppError)) expect(known.cause).toBe(error);
});
