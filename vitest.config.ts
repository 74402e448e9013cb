import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const empty = new URL("./node_modules/server-only/empty.js", import.meta.url).pathname;
/** Programs that tests start need not strip and compile the same files each time. */
const env = { NODE_COMPILE_CACHE: new URL("./node_modules/.cache/node", import.meta.url).pathname };
const shared = { plugins: [react()], resolve: { alias: { "server-only": empty } } };
/** Vitest leaves a core idle unless told. */
const allCores = { maxWorkers: "100%" };
const server = { environment: "node" as const, env, server: { deps: { inline: ["next-auth"] } } };
/** Tests that start programs take longest, and a run is as long as the one that ends last. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const startsPrograms = ({ moduleId }: TestSpecification) =>
      /"node:child_process"|\/testing\/(?:worker|child)\.ts"|#db\/embedded\.ts"/.test(readFileSync(moduleId, "utf8"));
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's
    const sorted = await super.sort(files);
    return [...sorted.filter(startsPrograms), ...sorted.filter((file) => !startsPrograms(file))];
  }
}
const ignored = ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"];

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        ...shared,
        test: {
          ...server,
          ...allCores,
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...ignored, "**/*.db.test.ts"],
          // Seconds, on a machine that is busy with other things.
          testTimeout: 30_000,
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
          // They wait for PostgreSQL, processes and clocks half of the time.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: { ...allCores, name: "screens", environment: "jsdom", include: ["**/*.test.tsx"], exclude: ignored },
      },
    ],
  },
});
