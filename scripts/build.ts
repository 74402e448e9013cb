import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./services.ts";

const SOURCES = ["app", "components", "lib", "db", "inngest", "samples", "public"];
const FILES = [
  "package-lock.json",
  "next.config.ts",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];
const STAMP = ".next/source-stamp";

/** Builds when a source differs from what the last build saw. */
export async function buildWhenStale(env: NodeJS.ProcessEnv): Promise<void> {
  const stamp = sourceStamp();
  if (existsSync(".next/BUILD_ID") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  console.log("Building (once per change of the sources)…");
  await run("next build", ["node_modules/next/dist/bin/next", "build"], {
    ...env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  writeFileSync(STAMP, stamp);
}

function sourceStamp(): string {
  const hash = createHash("sha256");
  const files = [
    ...FILES.filter((file) => existsSync(file)),
    ...SOURCES.filter((folder) => existsSync(folder)).flatMap(walk),
  ];
  for (const file of files) {
    if (!/\.test\.tsx?$/.test(file)) hash.update(file).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
