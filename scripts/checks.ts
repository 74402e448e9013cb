import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a check found; a check that is no test suite counts as one. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Runs a tool of node_modules/.bin whose exit code is the verdict. */
export async function tool(
  title: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Tally> {
  const ok = (await runTool(title, command, args, env)) === 0;
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Vitest, counted test by test. */
export async function vitest(projects: string[]): Promise<Tally> {
  return withReport(async (file) => {
    const code = await runTool(`vitest: ${projects.join(", ")}`, "vitest", [
      "run",
      ...projects.flatMap((project) => ["--project", project]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]);
    const report = JSON.parse(readFileSync(file, "utf8")) as { numPassedTests: number; numFailedTests: number };
    // A suite that does not load fails the run without failing a test.
    return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, code === 0 ? 0 : 1) };
  });
}

/** Playwright, counted test by test. It starts the built application itself, see playwright.config.ts. */
export async function playwright(env: NodeJS.ProcessEnv): Promise<Tally> {
  return withReport(async (file) => {
    const code = await runTool("playwright", "playwright", ["test", "--reporter=list,json"], {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    });
    const { stats } = JSON.parse(readFileSync(file, "utf8")) as {
      stats: { expected: number; unexpected: number; flaky: number };
    };
    return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1) };
  });
}

/** Runs the checks one after the other, prints the closing line, and answers the exit code. */
export async function summarise(checks: (() => Promise<Tally>)[]): Promise<number> {
  const total = { passed: 0, failed: 0 };
  for (const check of checks) {
    const { passed, failed } = await check().catch((error: unknown) => {
      console.error(error);
      return { passed: 0, failed: 1 };
    });
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function withReport(use: (file: string) => Promise<Tally>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "aiops-report-"));
  try {
    return await use(join(folder, "report.json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { passed: 0, failed: 1 };
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runTool(
  title: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const begun = performance.now();
  console.log(`\n▸ ${title}`);
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env,
    shell: process.platform === "win32",
  });
  const code = await new Promise<number>((settle) => {
    child.on("error", (error) => {
      console.error(String(error));
      settle(127);
    });
    child.on("exit", (exit) => settle(exit ?? 1));
  });
  console.log(`${code === 0 ? "✓" : "✗"} ${title}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return code;
}

export const FOLDERS = ["app", "components", "lib", "db", "inngest", "cli", "bench", "e2e", "samples", "scripts"];

/** What needs neither database nor browser; seconds. */
export const staticChecks = [
  // Next generates the types of pages' and layouts' props.
  () => tool("route types", "next", ["typegen"]),
  () => tool("types", "tsc", ["--noEmit"]),
  () => tool("lint", "oxlint", ["--type-aware", "--deny-warnings"]),
  () => tool("arrows", "depcruise", ["--config", ".dependency-cruiser.cjs", "--output-type", "err", ...FOLDERS]),
  () => tool("format", "oxfmt", ["--check", "."]),
];
