import { createHash } from "node:crypto";
import { createRedactor, type Redactor } from "#lib/redact.ts";

/** Everything a model gets to see. Already redacted; nothing else leaves. Plain JSON. */
export interface EvidencePack {
  kind: "group" | "finding";
  title: string;
  /** The group's template, or the first one's of a finding. */
  template: string;
  /** Exact figures that an answer may state; `value` is a number or a short text such as a severity. */
  facts: EvidenceFact[];
  lines: EvidencePackLine[];
}
export interface EvidenceFact {
  name: string;
  value: number | string;
}
export interface EvidencePackLine {
  seq: number;
  timestamp: string | null;
  level: string | null;
  service: string | null;
  text: string;
}

const MAX_LINES = 40;
const MAX_LINE_CHARS = 1200;
const MAX_CHARS = 24_000;

/** Redacts and cuts evidence to what is sent: at most 40 lines, 1,200 characters a line, 24,000 in all. */
export function packEvidence(evidence: EvidencePack): { pack: EvidencePack; redactor: Redactor } {
  const redactor = createRedactor();
  const clean = (text: string) => redactor.redact(cut(text, MAX_LINE_CHARS));
  const lines: EvidencePackLine[] = [];
  let chars = 0;
  for (const line of evidence.lines.slice(0, MAX_LINES)) {
    const text = clean(line.text);
    chars += text.length;
    if (chars > MAX_CHARS && lines.length > 0) break;
    lines.push({ ...line, service: line.service === null ? null : clean(line.service), text });
  }
  const facts = evidence.facts.map(({ name, value }) => ({
    name: clean(name),
    value: typeof value === "string" ? clean(value) : value,
  }));
  return {
    pack: { kind: evidence.kind, title: clean(evidence.title), template: clean(evidence.template), facts, lines },
    redactor,
  };
}

/** The same evidence asked of the same model under the same prompt is the same question. */
export function hashOfQuestion(pack: EvidencePack, ...asked: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([pack, ...asked]))
    .digest("hex");
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max)} …(cut)` : text;
}
