import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { conclude, createSession, createSurvey, type Rule } from "#engine";
import type { Arguments } from "./arguments.ts";
import { finalGroups } from "./events.ts";
import { eventJson, findingJson } from "./json-events.ts";
import { LineWriter } from "./output.ts";
import { readRules } from "./rules.ts";
import { CliError } from "./usage.ts";

/** Each line `{"id","raw"}` (or `"log"`) is a document of its own; the results come in the same order. */
export async function batch(args: Arguments): Promise<number> {
  const [file] = args.files;
  const input = file === undefined || file === "-" ? process.stdin : createReadStream(file);
  const out = new LineWriter();
  const receivedAt = new Date().toISOString();
  const rules = await readRules(args.rules);
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line += 1;
      if (text.trim() === "") continue;
      const { id, raw } = documentOf(text, line);
      await out.write({ id, ...analyseText(raw, { name: String(id), receivedAt, zone: args.zone, rules }) });
    }
  } catch (error) {
    if (error instanceof CliError || !(error instanceof Error)) throw error;
    throw new CliError(`${file ?? "standard input"}: ${error.message}`);
  }
  await out.flush();
  return 0;
}

interface Read {
  name: string;
  receivedAt: string;
  zone: string | null;
  rules: readonly Rule[];
}

function analyseText(text: string, options: Read) {
  const bytes = new TextEncoder().encode(text);
  const survey = createSurvey(options);
  survey.push(bytes);
  const session = createSession({ rules: options.rules });
  session.startSource(options.name, survey.finish());
  const read = [...session.push(bytes), ...session.endSource()];
  const analysis = conclude(session.digest());
  const groupOf = finalGroups(analysis);
  return { events: read.map((event) => eventJson(event, groupOf)), findings: analysis.findings.map(findingJson) };
}

function documentOf(text: string, line: number): { id: string | number; raw: string } {
  try {
    const { id, raw, log } = JSON.parse(text) as { id?: unknown; raw?: unknown; log?: unknown };
    const body = raw ?? log;
    if (typeof body === "string" && (typeof id === "string" || typeof id === "number")) return { id, raw: body };
  } catch {
    // Said below, with the line's number.
  }
  throw new CliError(`line ${line} is no document: write {"id": …, "raw": "…"}.`);
}
