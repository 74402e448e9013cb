// npm run db:seed: a demo organization with three analysed incidents, and who may sign in to it.
import { explainAndExit, loadEnvFiles, startServices } from "./services.ts";

const EMAIL = "demo@aiops.example";
const PASSWORD = "demo-password";
const INCIDENTS = [
  { scenario: "database-failover", seed: 1, events: 12_000 },
  { scenario: "memory-leak", seed: 2, events: 6_000 },
  { scenario: "database-failover", seed: 3, events: 20_000 },
];

loadEnvFiles();
const services = await startServices({ web: "none", dataDir: process.env["DATA_DIR"] ?? ".data", port: 3000 }).catch(
  explainAndExit,
);
// The application's modules read the environment when they are loaded.
Object.assign(process.env, services.env);
await seed().catch((error: unknown) => console.error(error));
await services.stop();
process.exit();

async function seed(): Promise<void> {
  const { createAccount } = await import("#lib/auth/accounts.ts");
  const { getMe } = await import("#lib/auth/memberships.ts");
  const { scopeFor } = await import("#lib/auth/requester.ts");
  const { createDemo } = await import("#lib/pipeline/create-ingestion.ts");
  const { getIngestion } = await import("#lib/data/ingestions.ts");
  const { closeQueue } = await import("#jobs/client.ts");
  const { closeDatabase } = await import("#db/client.ts");
  const { AppError } = await import("#lib/errors.ts");

  try {
    const identity = await createAccount({ name: "Demo", email: EMAIL, password: PASSWORD, organization: "Demo" });
    const projectId = (await getMe(identity)).organizations[0]?.projects[0]?.id ?? "";
    const scope = await scopeFor(identity, { projectId });
    // One after the other: the third meets the groups of the first again.
    for (const incident of INCIDENTS) {
      const { id: ingestionId, name } = await createDemo(scope, { projectId, ...incident });
      for (;;) {
        const { status, events, findings, failure } = await getIngestion(scope, { projectId, ingestionId });
        if (status === "failed" || status === "cancelled") throw new Error(`${name}: ${failure ?? status}`);
        if (status === "done") {
          console.log(`${name}: ${events.toLocaleString("en")} events, ${findings} findings`);
          break;
        }
        await new Promise((again) => setTimeout(again, 300));
      }
    }
  } catch (error) {
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
    console.log("The demo organization exists already.");
  } finally {
    await closeQueue();
    await closeDatabase();
  }
  console.log(`\nSign in after npm start: ${EMAIL}, password ${PASSWORD}`);
}
