import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { testDatabaseUrl, testDataFolder } from "#db/testing/database.ts";

export interface Work {
  orgId: string;
  projectId: string;
  work: "receive" | "receive without end" | "analyse" | "retry";
  ingestionId?: string;
  /** How many to receive, of `incidentOf`. */
  events?: number;
}

const SCRIPT = fileURLToPath(new URL("in-child.ts", import.meta.url));

interface Machine {
  maxFileKiB?: number;
  /** The test file's own unless given. */
  databaseUrl?: string;
}

/** Starts the work in a process of its own, on the test file's folder. */
export function startChild(work: Work, { maxFileKiB, databaseUrl = testDatabaseUrl }: Machine = {}): ChildProcess {
  // The limit on a file's size is the one full disk that needs no rights. The shell counts in half kilobytes.
  const limit = maxFileKiB === undefined ? "" : `ulimit -f ${maxFileKiB * 2}; `;
  return spawn("sh", ["-c", `${limit}exec "$0" "$@"`, process.execPath, SCRIPT, JSON.stringify(work)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: testDataFolder, LOG_LEVEL: "silent" },
  });
}

/** The same to its end: how it ended, as a person would read it. */
export async function runChild(work: Work, machine?: Machine): Promise<{ code: string; message: string }> {
  let text = "";
  for await (const piece of startChild(work, machine).stdout ?? []) text += String(piece);
  // safe because the script prints it
  return JSON.parse(text) as { code: string; message: string };
}
