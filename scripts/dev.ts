// npm run dev: as npm start, with next dev in place of a build.
import { explainAndExit, freePort, loadEnvFiles, onStop, startServices } from "./services.ts";

loadEnvFiles();
const port = await freePort(Number(process.env["PORT"] ?? 3000));
const services = await startServices({ web: "dev", dataDir: process.env["DATA_DIR"] ?? ".data", port }).catch(
  explainAndExit,
);
onStop(async () => {
  await services.stop();
  process.exit(0);
});
const { service, code } = await services.ended;
console.error(`The ${service} ended by itself (${code ?? "killed"}).`);
await services.stop();
process.exit(1);
