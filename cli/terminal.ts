import { stripVTControlCharacters } from "node:util";
import { parseProse, type Level, type LevelCounts, type Severity } from "#engine";

export interface Look {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
}

type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "inverse";
const SGR: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  inverse: [7, 27],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};
export const SEVERITY_STYLE: Record<Severity, Style[]> = {
  critical: ["inverse", "red"],
  high: ["red"],
  medium: ["yellow"],
  low: ["dim"],
};
export const LEVEL_STYLE: Record<Level | "unknown", Style[]> = {
  fatal: ["inverse", "red"],
  error: ["red"],
  warn: ["yellow"],
  info: [],
  debug: ["dim"],
  trace: ["dim"],
  unknown: ["dim"],
};

/** Prose for a terminal; its code is log text and may hold escape sequences. */
export function prose(text: string, look: Look): string {
  return parseProse(text)
    .map((span) => {
      if (span.kind === "cite")
        return paint(span.from === span.to ? `[${span.from}]` : `[${span.from}-${span.to}]`, look, "cyan");
      return span.kind === "bold" ? paint(clean(span.text), look, "bold") : clean(span.text);
    })
    .join("");
}

export function loudest({ levels }: { levels: LevelCounts }): Level | "unknown" {
  const order = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
  return order.find((level) => (levels[level] ?? 0) > 0) ?? "unknown";
}

/** Log text must never move the cursor, ring or set a title. */
export function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}

export function paint(text: string, look: Look, ...styles: Style[]): string {
  if (!look.color) return text;
  return styles.reduce((painted, style) => `\u001b[${SGR[style][0]}m${painted}\u001b[${SGR[style][1]}m`, text);
}

/** Breaks at blanks; what is painted counts by what is seen. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let seen = 0;
  for (const word of text.split(" ")) {
    const length = stripVTControlCharacters(word).length;
    if (seen > 0 && seen + 1 + length > width) {
      lines.push(line);
      line = "";
      seen = 0;
    }
    line += (seen > 0 ? " " : "") + word;
    seen += (seen > 0 ? 1 : 0) + length;
  }
  return [...lines, line];
}

export const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
export const number = (value: number) => value.toLocaleString("en");
export const count = (value: number, what: string) => `${number(value)} ${what}${value === 1 ? "" : "s"}`;
export const clock = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace("T", " ");
