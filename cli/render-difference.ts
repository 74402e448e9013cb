import type { Finding, GroupDigest, RateChange, ValueShift } from "#engine";
import type { Difference } from "./diff.ts";
import {
  clean,
  count,
  cut,
  LEVEL_STYLE,
  loudest,
  number,
  paint,
  prose,
  SEVERITY_STYLE,
  type Look,
} from "./terminal.ts";

const MOST_ROWS = 20;

/** What differs between two logs, for a person at a terminal. `[seq]` counts in the log the row is about. Ends with a line feed. */
export function renderDifference({ before, after, groups, findings }: Difference, look: Look): string {
  const row = (group: GroupDigest, amount: string) => groupRow(group, amount, look);
  const sections = [
    `${paint(`${clean(before.name)} → ${clean(after.name)}`, look, "bold")}\n${count(before.events, "event")} → ${count(after.events, "event")}`,
    section("New findings", findings.new, look, (finding) => findingRow(finding, look)),
    section("Findings that are gone", findings.gone, look, (finding) => findingRow(finding, look)),
    section("New groups", groups.new, look, (group) => row(group, `+${number(group.count)}`)),
    section("Groups that are gone", groups.gone, look, (group) => row(group, `−${number(group.count)}`)),
    section("More often", groups.up, look, (change) => row(change.after, rateOf(change))),
    section("Less often", groups.down, look, (change) => row(change.after, rateOf(change))),
    section("Values that changed", groups.shifted, look, (shift) => shiftRow(shift, look)),
  ].filter((text) => text !== "");
  if (sections.length === 1) sections.push("No difference: the same groups, about as often, with the same findings.");
  return `${sections.join("\n\n")}\n`;
}

function section<T>(title: string, items: readonly T[], look: Look, rowOf: (item: T) => string): string {
  if (items.length === 0) return "";
  const rows = items.slice(0, MOST_ROWS).map(rowOf);
  if (items.length > MOST_ROWS)
    rows.push(paint(`  … ${number(items.length - MOST_ROWS)} more; --json prints all`, look, "dim"));
  return [`${paint(title, look, "bold")} ${paint(`(${number(items.length)})`, look, "dim")}`, ...rows].join("\n");
}

function findingRow(finding: Finding, look: Look): string {
  const severity = paint(finding.severity.padEnd(8), look, ...SEVERITY_STYLE[finding.severity]);
  return `  ${severity}  ${prose(finding.title, look)}  ${cite(finding.evidence.slice(0, 3), look)}`;
}

function groupRow(group: GroupDigest, amount: string, look: Look): string {
  const level = loudest(group);
  const width = Math.max(40, look.width - 40);
  return `  ${amount.padStart(16)}  ${paint(level.padEnd(7), look, ...LEVEL_STYLE[level])}  ${cut(clean(group.template), width)}  ${cite([group.firstSeq], look)}`;
}

const rateOf = ({ before, after, ratio }: RateChange): string =>
  `${number(before.count)} → ${number(after.count)} ×${ratio < 10 ? ratio.toPrecision(2) : Math.round(ratio)}`;

function shiftRow({ group, key, before, after }: ValueShift, look: Look): string {
  const name = key === null ? "" : `${paint(clean(key), look, "bold")}: `;
  return `  ${name}${valuesOf(before)} → ${valuesOf(after)}  ${paint(cut(clean(group.template), look.width / 2), look, "dim")}  ${cite([group.firstSeq], look)}`;
}

/** Amounts by their range, settings by their value. */
function valuesOf({ number: amounts, top, distinct }: ValueShift["before"]): string {
  if (amounts !== null && distinct > 1) {
    return `${round(amounts.min)}–${round(amounts.max)}${amounts.unit === "" ? "" : ` ${amounts.unit}`} (mean ${round(amounts.mean)})`;
  }
  const [[value] = [""]] = top;
  return clean(value) + (distinct > 1 ? ` and ${number(distinct - 1)} more` : "");
}

const round = (value: number): string =>
  value.toLocaleString("en", { maximumSignificantDigits: Math.abs(value) >= 1000 ? 6 : 3 });

const cite = (seqs: readonly number[], look: Look): string =>
  paint(seqs.map((seq) => `[${seq}]`).join(" "), look, "cyan");
