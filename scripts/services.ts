import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";

export interface ServiceOptions {
  /** `none`: only database and worker. */
  web: "start" | "dev" | "none";
  /** Everything that lives on disk: database, blobs, secrets. */
  dataDir: string;
  port: number;
  env?: Record<string, string>;
  log?: (line: string) => void;
}

export interface Services {
  url: string;
  env: NodeJS.ProcessEnv;
  /** Process ids by service. */
  pids: Record<string, number>;
  /** Settles when one of them ended by itself. */
  ended: Promise<{ service: string; code: number | null }>;
  stop(): Promise<void>;
}

/** PostgreSQL (embedded when DATABASE_URL is unset), migrations, web and worker; all of it stops together. */
export async function startServices(options: ServiceOptions): Promise<Services> {
  const log = options.log ?? console.log;
  const url = process.env["APP_URL"] ?? `http://localhost:${options.port}`;
  const database = await openDatabase(options.dataDir, log);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: database.url,
    DATA_DIR: resolve(options.dataDir),
    APP_URL: url,
    PORT: String(options.port),
    AUTH_SECRET: process.env["AUTH_SECRET"] ?? localSecret(options.dataDir),
    NEXT_TELEMETRY_DISABLED: "1",
    ...options.env,
  };
  try {
    await run("migrate", ["db/migrate.ts"], env);
  } catch (error) {
    await database.stop();
    throw error;
  }
  const next = ["node_modules/next/dist/bin/next", options.web, "-p", String(options.port)];
  const children = {
    ...(options.web !== "none" && { web: node(next, env) }),
    // A larger nursery: events die young while a log is read, and memory stays flat.
    worker: node(["--max-semi-space-size=32", "inngest/worker.ts"], env),
  };
  let stopping = false;
  const ended = new Promise<{ service: string; code: number | null }>((settle) => {
    for (const [service, child] of Object.entries(children)) {
      child.on("exit", (code) => {
        if (!stopping) settle({ service, code });
      });
    }
  });
  return {
    url,
    env,
    pids: Object.fromEntries(Object.entries(children).map(([service, { pid }]) => [service, pid ?? 0])),
    ended,
    async stop() {
      stopping = true;
      await Promise.all(Object.values(children).map(stopChild));
      await database.stop();
    },
  };
}

/** Runs one script to its end. Throws when it fails; it has said why itself. */
export async function run(what: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = node(args, env);
  const code = await new Promise<number | null>((settle) => child.on("exit", settle));
  if (code !== 0) throw new Error(`${what} failed (${code ?? "killed"}).`);
}

export function node(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  // Its own process group: a Ctrl-C in the terminal reaches only us, and we stop the parts in their order.
  return spawn(process.execPath, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env,
    detached: process.platform !== "win32",
  });
}

async function openDatabase(dataDir: string, log: (line: string) => void) {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, stop: async () => {} };
  const { startEmbeddedPostgres } = await import("#db/embedded.ts");
  return startEmbeddedPostgres({ root: dataDir, database: "aiops", log });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((settle) => child.once("exit", settle));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await gone;
  clearTimeout(late);
}

/** Says what went wrong without a stack: what fails here is the machine's state, and the message says what to do. */
export function explainAndExit(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** Generated once and kept with the data, so that sessions survive a restart. */
function localSecret(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const file = `${dataDir}/auth-secret`;
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8");
}

/** The wanted port, or the next one that is free. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 50; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port from ${wanted} to ${wanted + 49}. Set PORT.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once("error", () => settle(false));
    probe.listen(port, () => probe.close(() => settle(true)));
  });
}

/** Calls `stop` once on Ctrl-C, SIGTERM, or when whoever started us is gone (npm's shell dies without passing signals on). */
export function onStop(stop: () => Promise<void>): void {
  let asked = false;
  const parent = process.ppid;
  const ask = () => {
    if (asked) return;
    asked = true;
    clearInterval(watch);
    void stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
  const watch = setInterval(() => process.ppid !== parent && ask(), 500);
  watch.unref();
}

export function loadEnvFiles(): void {
  for (const file of [".env.local", ".env"]) {
    try {
      process.loadEnvFile(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}
