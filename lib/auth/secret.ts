import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "#lib/env.ts";
import { newSecret } from "#lib/ids.ts";
import { singleton } from "#lib/singleton.ts";

/** What sessions are signed with: AUTH_SECRET, or one that is made once and kept in the data folder. */
export function authSecret(): string {
  return env().AUTH_SECRET ?? singleton("auth-secret", () => keptSecret(path.resolve(env().DATA_DIR, "auth-secret")));
}

function keptSecret(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    // "wx": of two processes that start together one makes it, the other reads it
    writeFileSync(file, newSecret(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8").trim();
}
