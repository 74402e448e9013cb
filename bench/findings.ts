/**
 * Findings on labelled excerpts: each document is read as one source, and its findings' categories are the labels.
 * Usage: node bench/findings.ts [corpus.jsonl] (default: ../shared/data/findings/dev.jsonl, with its score.py beside it).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { conclude, createSession, createSurvey } from "#engine";

interface Excerpt {
  id: string;
  log: string;
}

const corpus = process.argv[2] ?? join(import.meta.dirname, "../../shared/data/findings/dev.jsonl");
if (existsSync(corpus)) score();
else console.log(`bench:findings skips: ${corpus} is absent.`);

function score(): void {
  const excerpts = readFileSync(corpus, "utf8").split("\n").filter(Boolean).map(excerptOf);
  const predictions = excerpts.map(({ id, log }) => JSON.stringify({ id, labels: labelsOf(log) }));
  const file = join(mkdtempSync(join(tmpdir(), "findings-")), "predictions.jsonl");
  writeFileSync(file, `${predictions.join("\n")}\n`);
  const scored = spawnSync(
    "python3",
    [join(dirname(corpus), "score.py"), file, "--gold", corpus, ...process.argv.slice(3)],
    {
      stdio: "inherit",
    },
  );
  process.exitCode = scored.status ?? 1;
}

function labelsOf(log: string): string[] {
  const bytes = new TextEncoder().encode(log);
  const survey = createSurvey({ name: "excerpt.log", receivedAt: "2026-01-01T00:00:00Z" });
  survey.push(bytes);
  const session = createSession();
  session.startSource("excerpt.log", survey.finish());
  session.push(bytes);
  session.endSource();
  const { findings } = conclude(session.digest());
  return [...new Set(findings.map((finding) => finding.category))];
}

// safe because the corpus states its own shape
function excerptOf(line: string): Excerpt {
  return JSON.parse(line) as Excerpt;
}
