import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import { generateScenario, SCENARIOS, textOf } from "#samples/scenarios.ts";
import { engineAnswer } from "./engine-answer.ts";

const RECEIVED_AT = "2026-11-18T00:00:00.000Z";

/** The engine's own corpora and one file of each demo scenario. */
function corpus(): { name: string; text: string }[] {
  const own = readdirSync("lib/engine/testing", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(log|txt)$/.test(name))
    .map((name) => ({ name: basename(name), text: readFileSync(join("lib/engine/testing", name), "utf8") }));
  const demos = SCENARIOS.flatMap(({ id }) =>
    generateScenario(id, { seed: 3, events: 500, startAt: "2026-11-17T02:00:00Z" }).files.map((file) => ({ name: `${id}-${file.name}`, text: textOf(file) })),
  );
  return [...own, ...demos];
}

/** Drops what legitimately differs: the moment at which a command line received the text. */
const comparable = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "receivedAt" ? undefined : part)));

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

  const folder = mkdtempSync(join(tmpdir(), "aiops-same-"));
  try {
    for (const [index, document] of documents.entries()) {
      const path = join(folder, document.name);
      writeFileSync(path, document.text);
      const run = spawnSync(process.execPath, ["cli/main.ts", "analyze", "--json", path], { encoding: "utf8", maxBuffer: 1 << 28 });
      const { findings, groups, story, aliases, coverage } = JSON.parse(run.stdout) as Record<string, unknown>;
      expect({ findings, groups, story, aliases, coverage }, document.name).toEqual(comparable(inNode[index]?.analysis));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
