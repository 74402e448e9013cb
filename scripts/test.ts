// npm test: everything, on throw-away databases. Ends with `N passed, M failed`.
import { buildWhenStale } from "./build.ts";
import { playwright, staticChecks, summarise, vitest } from "./checks.ts";
import { ensureChromium } from "./ensure-chromium.ts";

// A developer's own database and keys stay out of the tests.
for (const name of [
  "DATABASE_URL",
  "GROQ_API_KEY",
  "AI_BASE_URL",
  "APP_URL",
  "AUTH_SECRET",
  "DATA_DIR",
  "INNGEST_DEV",
  "INNGEST_BASE_URL",
  "INNGEST_EVENT_KEY",
]) {
  delete process.env[name];
}
process.exit(
  await summarise([
    ...staticChecks,
    () => vitest(["unit", "screens"]),
    () => vitest(["database"]),
    async () => {
      const chromium = ensureChromium();
      await buildWhenStale(process.env);
      return playwright({ ...process.env, PLAYWRIGHT_CHROMIUM: chromium });
    },
  ]),
);
