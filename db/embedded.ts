import fs from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { chooseAccount } from "./embedded/account.ts";
import { findBinaries } from "./embedded/binaries.ts";
import { createClients, withLock } from "./embedded/lock.ts";
import {
  adoptRunning,
  launch,
  prepareData,
  readAccess,
  saveAccess,
  stopServer,
  urlOf,
  type Place,
} from "./embedded/server.ts";

export interface EmbeddedOptions {
  /** Folder for data, log and password; made when absent. */
  root: string;
  /** Made when absent. */
  database: string;
  log: (line: string) => void;
  /** Server settings on top of ours. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** Stops the server, unless another command still uses it. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of the npm package on `root`, or joins the one that already runs there. Several commands may share
 * it; the last one to leave stops it. Recovers from `kill -9` of either side.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const root = path.resolve(options.root);
  fs.mkdirSync(root, { recursive: true });
  const binaries = findBinaries();
  const account = chooseAccount(root, binaries.path("postgres"));
  const place: Place = { root, data: path.join(root, "postgres"), binaries, account };
  const clients = createClients(path.join(root, "clients"));
  const lock = path.join(root, "lock");

  const access = await withLock(lock, async () => {
    const known = readAccess(place);
    prepareData(place, known);
    const running = await adoptRunning(place, known);
    const live = running ?? (await launch(place, known, options.settings ?? {}));
    options.log(`PostgreSQL ${running ? "is already running" : "started"} on port ${live.port}`);
    saveAccess(place, live);
    await ensureDatabase(urlOf(live, "postgres"), options.database);
    clients.join();
    return live;
  });

  let stopped = false;
  return {
    url: urlOf(access, options.database),
    port: access.port,
    async stop() {
      if (stopped) return;
      stopped = true;
      await withLock(lock, async () => {
        clients.leave();
        if (clients.others() > 0) return options.log("PostgreSQL is left running for another command");
        stopServer(place);
        options.log("PostgreSQL stopped");
      });
    },
  };
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
