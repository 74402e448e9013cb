import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, expect, it } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded.ts";

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
const newRoot = () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "aiops-embedded-"));
  fs.chmodSync(root, 0o711);
  folders.push(root);
  return root;
};
const start = async (root: string, lines: string[] = []) => {
  const server = await startEmbeddedPostgres({ root, database: "app", log: (line) => lines.push(line) });
  servers.push(server);
  return server;
};
const ask = async (url: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  await client.end();
  return rows[0]?.name;
};
const postmaster = (root: string) =>
  Number(fs.readFileSync(path.join(root, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

it("starts, is joined by a second caller, and survives kill -9", { timeout: 60_000 }, async () => {
  const root = newRoot();
  const first = await start(root);
  expect(await ask(first.url)).toBe("app");

  const lines: string[] = [];
  const second = await start(root, lines);
  expect(second.port).toBe(first.port);
  expect(lines[0]).toContain("already running");

  process.kill(postmaster(root), "SIGKILL");
  const third = await start(root);
  expect(await ask(third.url)).toBe("app");
});

it("is left running while another command uses it", { timeout: 60_000 }, async () => {
  const root = newRoot();
  const lines: string[] = [];
  const server = await start(root, lines);
  fs.writeFileSync(path.join(root, "clients", String(process.ppid)), "");
  await server.stop();
  expect(lines.at(-1)).toContain("left running");
  expect(await ask(server.url)).toBe("app");
  fs.rmSync(path.join(root, "clients", String(process.ppid)));
  await (await start(root)).stop();
});

it("refuses data of another version and says what to do", { timeout: 60_000 }, async () => {
  const root = newRoot();
  await (await start(root)).stop();
  fs.writeFileSync(path.join(root, "postgres", "PG_VERSION"), "15\n");
  await expect(start(root)).rejects.toThrow(/made by PostgreSQL 15.*pg_dump/s);
});
