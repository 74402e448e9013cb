import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { hand, type Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { isAlive } from "./lock.ts";

/** Where a server listens and how to enter; kept beside its data. */
export interface Access {
  port: number;
  password: string;
}

export interface Place {
  root: string;
  data: string;
  binaries: Binaries;
  account: Account;
}

export const urlOf = ({ port, password }: Access, database: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

const accessFile = (place: Place) => path.join(place.root, "postgres.json");
const logFile = (place: Place) => path.join(place.root, "postgres.log");
const pidFile = (place: Place) => path.join(place.data, "postmaster.pid");

export function readAccess(place: Place): Access {
  const file = accessFile(place);
  if (!fs.existsSync(file)) return { port: 0, password: randomBytes(18).toString("base64url") };
  // safe because only `saveAccess` writes it
  return JSON.parse(fs.readFileSync(file, "utf8")) as Access;
}

export function saveAccess(place: Place, access: Access): void {
  fs.writeFileSync(accessFile(place), JSON.stringify(access), { mode: 0o600 });
}

/** Makes the data folder once, whole or not at all. Refuses one that another version of PostgreSQL made. */
export function prepareData(place: Place, access: Access): void {
  const version = path.join(place.data, "PG_VERSION");
  if (!fs.existsSync(version)) return initialise(place, access);
  const found = Number(fs.readFileSync(version, "utf8"));
  if (found !== place.binaries.major) {
    throw new Error(
      `${place.data} was made by PostgreSQL ${found}, this is PostgreSQL ${place.binaries.major}. ` +
        "Go back to the release that made it and export (pg_dump), or move the folder away to begin empty.",
    );
  }
  if (place.account.uid !== undefined && fs.statSync(place.data).uid !== place.account.uid) {
    hand(place.data, place.account);
  }
}

/** The server that already runs on this data folder, if one does; clears what a `kill -9` left. */
export async function adoptRunning(place: Place, access: Access): Promise<Access | null> {
  if (!fs.existsSync(pidFile(place))) return null;
  const [first, , , fourth] = fs.readFileSync(pidFile(place), "utf8").split("\n");
  const pid = Number(first);
  const found = { ...access, port: Number(fourth) };
  for (let tries = 0; tries < 100 && isPostgres(pid); tries++) {
    if (await answers(found, place.data)) return found;
    await sleep(100); // still starting, or stopping
  }
  fs.rmSync(pidFile(place), { force: true }); // stale: killed, or the number belongs to another program now
  return null;
}

export async function launch(place: Place, access: Access, settings: Record<string, string>): Promise<Access> {
  const port = access.port > 0 && (await isFree(access.port)) ? access.port : await anyPort();
  const log = fs.openSync(logFile(place), "a", 0o600);
  const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [program, args] = command(place, "postgres", ["-D", place.data, "-p", String(port), ...options]);
  // Detached: Ctrl-C in the terminal reaches the commands first, and PostgreSQL only when they say so.
  const child = spawn(program, args, {
    ...ids(place.account),
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: environment(place),
  });
  fs.closeSync(log);
  let ended: string | undefined;
  child.on("error", (error) => (ended = error.message));
  child.on("exit", (code, signal) => (ended = `it ended with ${code ?? signal}`));
  child.unref();
  const started = { ...access, port };
  for (let tries = 0; !(await answers(started, place.data)); tries++) {
    if (ended !== undefined || tries > 600) {
      throw new Error(`PostgreSQL did not start: ${ended ?? "no answer in 30 seconds"}.\n${lastLines(logFile(place))}`);
    }
    await sleep(50);
  }
  return started;
}

export function stopServer(place: Place): void {
  try {
    run(place, "pg_ctl", ["stop", "-D", place.data, "-m", "fast", "-w", "-t", "30"]);
  } catch (error) {
    if (!/No such process|no server running|does not exist/.test(String(error))) throw error;
  }
}

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  jit: "off",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  max_connections: "100",
};

function initialise(place: Place, access: Access): void {
  const half = `${place.data}.init`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { mode: 0o700 });
  hand(half, place.account);
  const secret = fs.mkdtempSync(path.join(place.root, "initdb-"));
  const passwordFile = path.join(secret, "password");
  fs.writeFileSync(passwordFile, `${access.password}\n`, { mode: 0o600 });
  hand(secret, place.account);
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  try {
    const login = ["-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    run(place, "initdb", ["-D", half, ...login, ...locale, "--no-sync"]);
  } finally {
    fs.rmSync(secret, { recursive: true, force: true });
  }
  saveAccess(place, access);
  fs.renameSync(half, place.data);
}

/** True only if the server that answers is the one on this data folder. */
async function answers(access: Access, data: string): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(access, "postgres"), connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    return fs.realpathSync(rows[0]?.folder ?? "") === fs.realpathSync(data);
  } catch {
    return false; // not yet, or not ours
  } finally {
    await client.end().catch(() => {});
  }
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  try {
    if (process.platform === "linux") return fs.readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
    return execFileSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false; // ended in between
  }
}

function run(place: Place, name: "initdb" | "pg_ctl", args: string[]): void {
  const [program, all] = command(place, name, args);
  const done = spawnSync(program, all, {
    ...ids(place.account),
    cwd: "/",
    encoding: "utf8",
    env: environment(place),
  });
  if (done.error) throw done.error;
  if (done.status !== 0)
    throw new Error(`${name} failed (${done.status ?? done.signal}): ${done.stderr || done.stdout}`);
}

function command(place: Place, name: "postgres" | "initdb" | "pg_ctl", args: string[]): [string, string[]] {
  const [program = "", ...rest] = [...place.account.prefix, place.binaries.path(name), ...args];
  return [program, rest];
}

const ids = ({ uid, gid }: Account) => (uid === undefined ? {} : { uid, gid });

function environment(place: Place): NodeJS.ProcessEnv {
  const library = process.platform === "linux" ? { LD_LIBRARY_PATH: path.join(place.binaries.folder, "lib") } : {};
  return { ...process.env, LC_ALL: "C", ...library };
}

const lastLines = (file: string): string => fs.readFileSync(file, "utf8").split("\n").slice(-12).join("\n");

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
