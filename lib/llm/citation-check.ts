import { citationsOf, parseProse, type Claim, type Explanation } from "#engine";
import { ANSWER_SECTIONS, type AnswerSection, type ModelAnswer } from "./answer.ts";
import type { EvidencePack, EvidencePackLine } from "./evidence-pack.ts";

/** Sections that state facts: there a claim without a line, or with a number of its own, proves nothing. The rest is advice. */
const FACTUAL: ReadonlySet<AnswerSection> = new Set(["meaning", "flagged", "impact"]);

type Statement = ModelAnswer["meaning"][number];
interface Checked {
  claim: Statement;
  factual: boolean;
  citations: number[];
  cited: EvidencePackLine[];
  pack: EvidencePack;
}

/** Each returns why the claim fails, or null. The first that fails is the reason shown. */
const CHECKS: readonly ((checked: Checked) => string | null)[] = [
  citesOnlyThePack,
  citesSomething,
  linksNowhere,
  quotesExactly,
  countsExactly,
];

/**
 * Checks a model's answer claim by claim against what it was sent: cited lines exist, quotes occur in them, numbers occur in
 * them or in the facts, no links. What fails stays visible as `unsupported` with its reason.
 */
export function checkAnswer(answer: ModelAnswer, pack: EvidencePack): Explanation {
  const checked = (section: AnswerSection): Claim[] =>
    answer[section]
      .filter((claim) => claim.text.trim() !== "")
      .map((claim) => checkClaim(claim, FACTUAL.has(section), pack));
  const sections = {
    meaning: checked("meaning"),
    flagged: checked("flagged"),
    impact: checked("impact"),
    debugging: checked("debugging"),
    quickFixes: checked("quickFixes"),
    durableFixes: checked("durableFixes"),
  };
  const known = new Set(pack.lines.map((line) => line.seq));
  const seqs = ANSWER_SECTIONS.flatMap((section) => sections[section]).flatMap((claim) => claim.citations);
  return { ...sections, evidence: ascending(seqs.filter((seq) => known.has(seq))) };
}

function checkClaim(claim: Statement, factual: boolean, pack: EvidencePack): Claim {
  const citations = ascending([...claim.citations, ...citationsOf(claim.text)]);
  const cited = pack.lines.filter((line) => citations.includes(line.seq));
  const checked = { claim, factual, citations, cited, pack };
  const reason = CHECKS.reduce<string | null>((found, check) => found ?? check(checked), null);
  return { text: claim.text.trim(), citations, status: reason === null ? "supported" : "unsupported", reason };
}

function citesOnlyThePack({ citations, cited }: Checked): string | null {
  const known = new Set(cited.map((line) => line.seq));
  const strange = citations.filter((seq) => !known.has(seq));
  return strange.length === 0 ? null : `It cites ${strange.join(", ")}, which was not among the lines it was given.`;
}

function citesSomething({ factual, cited }: Checked): string | null {
  return factual && cited.length === 0 ? "It cites no line." : null;
}

function linksNowhere({ claim }: Checked): string | null {
  return /\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\]\(/i.test(claim.text)
    ? "It contains a link, which a model may not give."
    : null;
}

function quotesExactly({ claim, cited, pack }: Checked): string | null {
  const lines = cited.length > 0 ? cited : pack.lines;
  const sources = [...lines.map(textOf), normal(pack.template)];
  const wrong = quotesIn(claim.text).find((quote) => !sources.some((source) => occursIn(quote, source)));
  return wrong === undefined ? null : `It quotes "${wrong}", which does not occur in the cited lines.`;
}

function countsExactly({ claim, factual, citations, cited, pack }: Checked): string | null {
  if (!factual) return null;
  const known = new Set<number>([...citations, cited.length, ...cited.flatMap((line) => numbersIn(textOf(line)))]);
  for (const { name, value } of pack.facts) for (const number of numbersIn(`${name} ${value}`)) known.add(number);
  const prose = parseProse(claim.text)
    .map((span) => (span.kind === "text" || span.kind === "bold" ? span.text : " "))
    .join("");
  const wrong = statedNumbers(prose).find(
    ({ value, inSeconds }) => !known.has(value) && !(inSeconds && known.has(value * 1000)),
  );
  return wrong === undefined
    ? null
    : `It states ${wrong.text}, which stands neither in the cited lines nor in the counts.`;
}

function quotesIn(text: string): string[] {
  const code = parseProse(text).flatMap((span) => (span.kind === "code" ? [span.text] : []));
  const outside = parseProse(text)
    .map((span) => ("text" in span && span.kind !== "code" ? span.text : " "))
    .join("");
  const quoted = [...outside.matchAll(/"([^"\n]{2,500})"|“([^”\n]{2,500})”/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return [...code, ...quoted].map(normal).filter((quote) => quote !== "");
}

/** A quote may leave something out with an ellipsis; its parts must then follow one another. */
function occursIn(quote: string, source: string): boolean {
  let from = 0;
  for (const part of quote.split(/\s*(?:…|\.{3})\s*/)) {
    const at = source.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

function textOf(line: EvidencePackLine): string {
  return normal([line.timestamp, line.level, line.service, line.text].filter((part) => part !== null).join(" "));
}

function normal(text: string): string {
  // Backticks cannot be written inside backticks, so a quote of them cannot carry them either
  return text.replace(/[\s`]+/g, " ").trim();
}

/** Numbers as values, with and without thousands separators: `1,234` is 1234 and also 1 and 234. */
function numbersIn(text: string): number[] {
  const whole = [...text.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+/g)].map((match) =>
    Number(match[0].replaceAll(",", "")),
  );
  const parts = [...text.matchAll(/\d+/g)].map((match) => Number(match[0]));
  return [...whole, ...parts];
}

function statedNumbers(text: string): { text: string; value: number; inSeconds: boolean }[] {
  return [...text.matchAll(/(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(\s?s\b|\s?sec)?/g)].map(
    ([whole, digits = "", unit]) => ({
      text: whole,
      value: Number(digits.replaceAll(",", "")),
      inSeconds: unit !== undefined,
    }),
  );
}

function ascending(seqs: readonly number[]): number[] {
  return [...new Set(seqs)].toSorted((a, b) => a - b);
}
