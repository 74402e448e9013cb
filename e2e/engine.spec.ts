import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import { generateScenario, SCENARIOS, textOf } from "#samples/scenarios.ts";
import { engineAnswer } from "./engine-answer.ts";

// The command line takes the moment itself; years of year-less dates depend on it.
const RECEIVED_AT = new Date().toISOString();

/** The engine's own corpora and one file of each demo scenario. */
function corpus(): { name: string; text: string }[] {
  const own = readdirSync("lib/engine/testing", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(log|txt)$/.test(name))
    .map((name) => ({ name: basename(name), text: readFileSync(join("lib/engine/testing", name), "utf8") }));
  const demos = SCENARIOS.flatMap(({ id }) =>
    generateScenario(id, { seed: 3, events: 500, startAt: "2026-11-17T02:00:00Z" }).files.map((file) => ({
      name: `${id}-${file.name}`,
      text: textOf(file),
    })),
  );
  return [...own, ...demos];
}

const comparable = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("the engine answers the same in Node, in a Web Worker and on the command line", async ({ page }) => {
  const documents = corpus();
  const bytes = documents.map((document) => new TextEncoder().encode(document.text));
  const inNode = documents.map((document, index) =>
    engineAnswer({ name: document.name, bytes: bytes[index] ?? new Uint8Array() }, RECEIVED_AT, 1 << 20),
  );

  const worker = await build({
    stdin: {
      contents: `import { engineAnswer } from "./engine-answer.ts";
        self.onmessage = ({ data }) => self.postMessage(data.map(({ name, text }) =>
          JSON.stringify(engineAnswer({ name, bytes: new TextEncoder().encode(text) }, ${JSON.stringify(RECEIVED_AT)}, 4093))));`,
      resolveDir: "e2e",
    },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
  });
  await page.route("https://engine.test/**", (route) =>
    route.request().url().endsWith("worker.js")
      ? route.fulfill({ contentType: "text/javascript", body: worker.outputFiles[0]?.text ?? "" })
      : route.fulfill({ contentType: "text/html", body: "<title>engine</title>" }),
  );
  await page.goto("https://engine.test/");
  const inWorker = await page.evaluate(
    (input) =>
      new Promise<string[]>((settle, fail) => {
        const engine = new Worker("/worker.js");
        engine.addEventListener("message", ({ data }) => settle(data as string[]));
        engine.addEventListener("error", (event) => fail(new Error(event.message)));
        engine.postMessage(input);
      }),
    documents,
  );
  for (const [index, document] of documents.entries()) {
    expect(comparable(JSON.parse(inWorker[index] ?? "null")), document.name).toEqual(comparable(inNode[index]));
  }

  const run = spawnSync(process.execPath, ["cli/main.ts", "batch", "-"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    input: documents.map(({ name, text }) => JSON.stringify({ id: name, raw: text })).join("\n"),
  });
  expect(run.stderr).toBe("");
  const printed = run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; events: unknown; findings: unknown });
  expect(printed.map(({ id }) => id)).toEqual(documents.map(({ name }) => name));
  for (const [index, { id, events, findings }] of printed.entries()) {
    const { events: read, analysis } = inNode[index] ?? {};
    expect(events, id).toMatchObject(
      comparable(
        read?.map(({ seq, line, lines, timestamp, level, template, fingerprint }) => ({
          seq,
          line,
          lines,
          timestamp,
          level,
          template,
          fingerprint,
        })),
      ) as object[],
    );
    expect(findings, id).toEqual(
      comparable(
        analysis?.findings.map(({ rule, category, severity, confidence, title, evidence, groups }) => ({
          rule,
          category,
          severity,
          confidence,
          title,
          evidence,
          groups,
        })),
      ),
    );
  }
});
