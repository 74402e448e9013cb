import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { generateScenario, textOf } from "#samples/scenarios.ts";

const folder = mkdtempSync(join(tmpdir(), "aiops-cli-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function aiops(args: string[], input: string | Uint8Array = ""): Promise<Run> {
  const child = spawn(process.execPath, ["cli/main.ts", ...args], { stdio: ["pipe", "pipe", "pipe"] });
  const run: Run = { code: null, out: "", err: "" };
  child.stdout.on("data", (part: Buffer) => (run.out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (run.err += part.toString()));
  child.stdin.end(input);
  return new Promise((settle) => child.on("close", (code) => settle({ ...run, code })));
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const jsonLines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const FAILING = [
  "2026-11-17 02:47:11,120 INFO  [main] com.acme.App - started in 3.2 s",
  "2026-11-17 02:47:12,120 ERROR [http-1] com.acme.Orders - request failed",
  "java.lang.OutOfMemoryError: Java heap space",
  "\tat com.acme.Orders.run(Orders.java:12)",
  "2026-11-17 02:47:13,120 INFO  [main] com.acme.App - stopped",
  "",
].join("\n");
const QUIET = "2026-11-17 02:47:11,120 INFO  [main] com.acme.App - started in 3.2 s\n";

// Each starts processes, some of them several, and mostly waits for them.
describe.concurrent("aiops", { timeout: 60_000 }, () => {
  describe("--rules", () => {
    const rule = (id: string, words: string) => `id: ${id}
title: The partner refuses orders
severity: high
why: Orders of the partner stay open.
regex:
  - gateway .* ${words} order \\d+
fires:
  - partner gateway eu-1 ${words} order 8812
silent:
  - partner gateway eu-1 accepted order 8812
`;
    const log = file(
      "partner.log",
      `${QUIET}2026-11-17 02:47:12,120 INFO  [main] com.acme.App - gateway eu-2 dropped order 17\n`,
    );
    const rules = file(
      "ours.yaml",
      `# ours\n---\n${rule("dependency_failure.partner", "refused")}---\n${rule("dependency_failure.dropped", "dropped")}`,
    );

    it("looks for one's own rules in analyze, findings and batch", async () => {
      const { code, out } = await aiops(["findings", log, "--rules", rules]);
      expect(code).toBe(1);
      expect(jsonLines(out)).toMatchObject([{ rule: "dependency_failure.dropped" }]);
      const all = JSON.parse((await aiops(["analyze", "--json", log, "--rules", rules])).out) as {
        findings: unknown[];
      };
      expect(all.findings).toMatchObject([{ rule: "dependency_failure.dropped" }]);
      const batch = await aiops(
        ["batch", "--rules", rules],
        JSON.stringify({ id: 1, raw: "gateway a refused order 1" }),
      );
      expect(jsonLines(batch.out)).toMatchObject([{ findings: [{ rule: "dependency_failure.partner" }] }]);
    });

    it("says what is wrong at its place", async () => {
      const broken = file(
        "broken.yaml",
        `${rule("dependency_failure.one", "refused")}---\n${rule("dependency_failure.two", "x").replace("severity: high", "severity: awful")}`,
      );
      const { code, err } = await aiops(["findings", log, "--rules", broken]);
      expect(code).toBe(2);
      expect(err).toMatch(/broken\.yaml:14: .*severity is one of/);
      expect((await aiops(["findings", log, "--rules", rules, "--rules", rules])).err).toContain("two rules");
      expect((await aiops(["findings", log, "--rules", "nowhere.yaml"])).err).toContain("no such file");
    });
  });

  it("analyses standard input for a person and answers 1 when something grave was found", async () => {
    const { code, out } = await aiops(["analyze"], FAILING);
    expect(code).toBe(1);
    for (const heading of [
      "What happened?",
      "Is it a real incident?",
      "Is it recurring?",
      "What is the root cause?",
      "Findings",
      "Top groups",
      "Parse quality",
    ]) {
      expect(out).toContain(heading);
    }
    expect(out).toContain("oom_memory.");
    expect(out).not.toContain("\u001b");
  });

  it("answers 0 when nothing was found", async () => {
    expect((await aiops(["analyze"], QUIET)).code).toBe(0);
    expect(await aiops(["findings"], QUIET)).toMatchObject({ code: 0, out: "" });
  });

  it("prints one event per line, numbered over all files, with physical lines per file", async () => {
    const { code, out } = await aiops(["events", file("a.log", FAILING), file("b.log", QUIET)]);
    expect(code).toBe(0);
    const events = jsonLines(out);
    expect(events.map(({ seq, source, line, lines }) => [seq, source, line, lines])).toEqual([
      [1, "a.log", 1, 1],
      [2, "a.log", 2, 3],
      [3, "a.log", 5, 1],
      [4, "b.log", 1, 1],
    ]);
    expect(events[1]).toMatchObject({ timestamp: "2026-11-17T02:47:12.120", level: "error", levelInferred: false });
    expect(Object.keys(events[0] ?? {})).toEqual(
      "seq source line lines timestamp level levelInferred service message format template fingerprint group attributes".split(
        " ",
      ),
    );
  });

  it("keeps a time of day without a date apart from every real day", async () => {
    const [event] = jsonLines(
      (await aiops(["events"], "[10:15:03] [Server thread/INFO]: Done\n[10:15:04] [Server thread/INFO]: Ready\n")).out,
    );
    expect(event).toMatchObject({ timestamp: "0001-01-01T10:15:03", attributes: { "log.clock": "10:15:03" } });
  });

  it("prints findings with their evidence", async () => {
    const [finding] = jsonLines((await aiops(["findings"], FAILING)).out);
    expect(finding).toMatchObject({ category: "oom_memory", evidence: [2] });
    expect(Object.keys(finding ?? {})).toEqual("rule category severity confidence title evidence groups".split(" "));
  });

  it("gives everything as JSON", async () => {
    const all = JSON.parse((await aiops(["analyze", "--json"], FAILING)).out) as Record<string, unknown>;
    expect(all).toMatchObject({
      events: 3,
      story: { incident: expect.any(Boolean) },
      findings: [{ category: "oom_memory" }],
    });
  });

  it("reads a batch of documents, each by itself, in order", async () => {
    const batch = [
      { id: "one", raw: FAILING },
      { id: 2, log: QUIET },
    ];
    const { code, out } = await aiops([
      "batch",
      file("batch.jsonl", batch.map((one) => JSON.stringify(one)).join("\n")),
    ]);
    expect(code).toBe(0);
    const [one, two] = jsonLines(out);
    expect(one).toMatchObject({
      id: "one",
      events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
      findings: [{ category: "oom_memory" }],
    });
    expect(two).toMatchObject({ id: 2, events: [{ seq: 1 }], findings: [] });
  });

  it("opens compressed files and archives", async () => {
    const plain = (await aiops(["events", file("app.log", FAILING)])).out;
    expect((await aiops(["events", file("app.log.gz", gzipSync(FAILING))])).out).toBe(plain);
    expect((await aiops(["events", file("logs.zip", zipSync({ "app.log": strToU8(FAILING) }))])).out).toBe(plain);
    expect((await aiops(["events"], gzipSync(FAILING))).out).toBe(plain.replaceAll('"app.log"', '"stdin"'));
  });

  it.each([
    ["no command", [], "what shall I do?"],
    ["an unknown command", ["explode"], '"explode" is no command'],
    ["an unknown option", ["analyze", "--loud"], "--loud"],
    ["a missing file", ["analyze", "nowhere.log"], "no such file"],
    ["a folder", ["analyze", "."], "is a folder"],
    ["no address to upload to", ["upload", "a.log"], "give --url and --key"],
  ])("answers 2 for %s and says why", async (_what, args, words) => {
    const { code, err } = await aiops(args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it("answers 2 for a binary file and for a broken batch", async () => {
    expect(await aiops(["analyze", file("a.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]))])).toMatchObject({
      code: 2,
      err: expect.stringContaining("PNG"),
    });
    expect(await aiops(["batch"], '{"id":1,"raw":"x"}\nnonsense\n')).toMatchObject({
      code: 2,
      err: expect.stringContaining("line 2"),
    });
  });

  it("keeps escape sequences of the log away from the terminal", async () => {
    const { out } = await aiops(
      ["analyze"],
      `${FAILING}2026-11-17 02:47:14,120 ERROR [x] a.B - \u001b]0;owned\u0007\u001b[2Jdisk full\n`,
    );
    expect(out).not.toContain("\u001b");
    expect(out).not.toContain("\u0007");
  });

  it("uploads to a server and prints the link", async () => {
    const seen: { url: string | undefined; authorization: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        seen.push({
          url: request.url,
          authorization: request.headers.authorization,
          body: Buffer.concat(parts).toString(),
        });
        response
          .writeHead(202, { "Content-Type": "application/json" })
          .end(JSON.stringify({ url: "https://ops.example/acme/web/i/1" }));
      });
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const run = await aiops(["upload", file("up.log", QUIET), "--url", url, "--key", "aiops_secret"]);
    server.close();
    expect(run).toMatchObject({ code: 0, out: "https://ops.example/acme/web/i/1\n" });
    expect(seen).toEqual([
      { url: "/api/v1/ingestions?source=up.log", authorization: "Bearer aiops_secret", body: QUIET },
    ]);
  });

  it("finds what a demo scenario is keyed with", async () => {
    const { files, key } = generateScenario("memory-leak", { seed: 7, events: 2000, startAt: "2026-11-17T02:00:00Z" });
    const { code, out } = await aiops(["findings", ...files.map((one) => file(one.name, textOf(one)))]);
    expect(code).toBe(1);
    const found = new Set(jsonLines(out).map((finding) => finding["category"]));
    for (const { category } of key.findings) expect(found).toContain(category);
  });

  it("compares two logs, answers 1 when they differ and 0 when they do not", async () => {
    const log = (pool: number, more: string[]) =>
      [
        ...Array.from({ length: 40 }, (_, i) => `2026-11-17 02:47:${10 + i} INFO request ${i} served`),
        `2026-11-17 02:48:00 INFO pool ready pool_size=${pool}`,
        ...more,
        "",
      ].join("\n");
    const before = file("before.log", log(50, []));
    const after = file("after.log", log(5, ["2026-11-17 02:48:01 ERROR \u001b[31mno worker left"]));
    const { code, out } = await aiops(["diff", before, after]);
    expect(code).toBe(1);
    expect(out).toMatch(/New groups \(1\)\n +\+1 +error +no worker left +\[42\]/);
    expect(out).toContain("pool_size: 50 → 5");
    expect(out).not.toContain("\u001b");
    const [json] = jsonLines((await aiops(["diff", "--json", before, after])).out);
    expect(json).toMatchObject({ groups: { new: [{ template: "no worker left" }], gone: [] }, findings: { gone: [] } });
    expect(await aiops(["diff", before, before])).toMatchObject({
      code: 0,
      out: expect.stringContaining("No difference"),
    });
    expect(await aiops(["diff", before])).toMatchObject({
      code: 2,
      err: expect.stringContaining("compares two files"),
    });
  });
});
