import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isCode } from "./binaries.ts";

const TRIES = 600;
const PAUSE_MS = 100;

/** Runs `work` while no other process holds `file`. A holder that died is passed over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; !take(file); tries++) {
    const holder = Number(readIfThere(file));
    if (holder > 0 && !isAlive(holder)) fs.rmSync(file, { force: true });
    else if (tries === TRIES)
      throw new Error(`Another command (process ${holder}) holds ${file}; end it and try again.`);
    else await sleep(PAUSE_MS);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** The commands that share one server: a file for each, named by its process id. */
export function createClients(folder: string) {
  fs.mkdirSync(folder, { recursive: true });
  const mine = path.join(folder, String(process.pid));
  return {
    join: () => fs.writeFileSync(mine, ""),
    leave: () => fs.rmSync(mine, { force: true }),
    /** How many other living commands use it; forgets the dead. */
    others() {
      const pids = fs.readdirSync(folder).map(Number);
      for (const pid of pids) if (!isAlive(pid)) fs.rmSync(path.join(folder, String(pid)), { force: true });
      return pids.filter((pid) => pid !== process.pid && isAlive(pid)).length;
    },
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return ""; // released in between
  }
}
