// npm start: database, migrations, build when stale, web and worker. Ctrl-C stops all of it.
import { buildWhenStale } from "./build.ts";
import { explainAndExit, freePort, loadEnvFiles, onStop, startServices } from "./services.ts";

loadEnvFiles();
const wanted = Number(process.env["PORT"] ?? 3000);
const port = await freePort(wanted);
if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
await buildWhenStale(process.env).catch(explainAndExit);
const services = await startServices({ web: "start", dataDir: process.env["DATA_DIR"] ?? ".data", port }).catch(
  explainAndExit,
);
onStop(async () => {
  console.log("\nStopping…");
  await services.stop();
  process.exit(0);
});
await reachable(`${services.url}/api/health`);
console.log(`\n  AI Ops Assistant is ready: ${services.url}\n  Ctrl-C stops it.\n`);
const { service, code } = await services.ended;
console.error(`The ${service} ended by itself (${code ?? "killed"}); see above.`);
await services.stop();
process.exit(1);

async function reachable(url: string): Promise<void> {
  const local = new URL(url);
  local.hostname = "127.0.0.1";
  local.protocol = "http:";
  local.port = String(port);
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(local).catch(() => null);
    if (answer !== null) return;
    await new Promise((again) => setTimeout(again, 100));
  }
}
