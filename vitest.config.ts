import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const empty = new URL("./node_modules/server-only/empty.js", import.meta.url).pathname;
/** Programs that tests start need not strip and compile the same files each time. */
const env = { NODE_COMPILE_CACHE: new URL("./node_modules/.cache/node", import.meta.url).pathname };
const shared = { plugins: [react()], resolve: { alias: { "server-only": empty } } };
const server = { environment: "node" as const, env, server: { deps: { inline: ["next-auth"] } } };
const ignored = ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...server,
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...ignored, "**/*.db.test.ts"],
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          ...server,
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          globalSetup: ["./db/testing/server.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { ...shared, test: { name: "screens", environment: "jsdom", include: ["**/*.test.tsx"], exclude: ignored } },
    ],
  },
});
