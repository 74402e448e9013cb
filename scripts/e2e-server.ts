// What the browser tests run against: the built application and its worker on a throw-away folder, with a fake model beside it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakeGroq } from "../e2e/fakes/groq.ts";
import { buildWhenStale } from "./build.ts";
import { onStop, startServices } from "./services.ts";

const dataDir = mkdtempSync(join(tmpdir(), "aiops-e2e-"));
await buildWhenStale(process.env);
const groq = await startFakeGroq();
const services = await startServices({
  web: "start",
  dataDir,
  port: Number(process.env["PORT"] ?? 3210),
  env: { GROQ_API_KEY: "test-key", GROQ_BASE_URL: groq.url, LOG_LEVEL: "warn", RATE_LIMIT_FACTOR: "100" },
});
const stop = async (code: number) => {
  await services.stop();
  await groq.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
};
onStop(() => stop(0));
const { service } = await services.ended;
console.error(`The ${service} ended by itself.`);
await stop(1);
