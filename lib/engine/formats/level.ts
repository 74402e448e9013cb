import type { Level } from "../vocabulary.ts";
import { isDigit, isLetter, isWordChar } from "./chars.ts";

/**
 * Level words as programs write them, lower case. `notice`, `log` and `config` are steps that our six levels do not have;
 * `critical` and louder stop a program or page a person, so they are fatal.
 */
const WORDS: Readonly<Record<Level, string>> = {
  trace: "trace trc trce verbose finest finer silly vrb spam trac",
  debug: "debug ddebug dbg fine debu detail debug1 debug2 debug3 debug4 debug5 dbug",
  info: "info information informational inf notice note log config ok success audit infos hint notic status",
  warn: "warn warning wrn advisory warnin warnung avertissement",
  error: "error err erro severe fail failure errors eror erreur fehler",
  fatal: "fatal critical crit alert emerg emergency panic ftl fata dpanic fatl abort critic crt",
};

const BY_WORD = new Map<string, Level>(
  Object.entries(WORDS).flatMap(([level, words]) => words.split(" ").map((word) => [word, level as Level])),
);

/** A format's own words for levels. The words come from hostile text, so inherited names are none. */
export function levelTable(levels: Readonly<Record<string, Level>>): (word: string) => Level | null {
  const byWord = new Map(Object.entries(levels));
  return (word) => byWord.get(word) ?? null;
}

/** One letter, as Android, glog, etcd, Erlang and the Ruby logger write it. */
const BY_LETTER = levelTable({
  V: "trace",
  T: "trace",
  D: "debug",
  I: "info",
  N: "info",
  W: "warn",
  E: "error",
  C: "fatal",
  F: "fatal",
  A: "fatal",
  S: "fatal",
});

/** Words that are levels beside a time only when a bracket, a column or capitals set them apart. */
const SOFT = new Set([
  "ok",
  "log",
  "note",
  "hint",
  "success",
  "audit",
  "config",
  "detail",
  "status",
  "advisory",
  "spam",
  "abort",
  "failure",
  "fail",
  "errors",
  "alert",
  "panic",
]);

/** Syslog severities 0 to 7 (RFC 5424, 6.2.1). */
const SYSLOG: readonly Level[] = ["fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"];

const MAX_WORD = Math.max(...[...BY_WORD.keys()].map((word) => word.length));

/** The level that a word states, in any case, or null. */
export function levelOf(word: string): Level | null {
  if (word.length < 2 || word.length > MAX_WORD || isDigit(word.charCodeAt(0))) return null;
  return BY_WORD.get(word) ?? BY_WORD.get(word.toLowerCase()) ?? null;
}

export const levelOfLetter = (letter: string): Level | null => BY_LETTER(letter);

/** X.org's marks: `(II)`, `(WW)`, `(EE)`. */
export const levelOfMark = (mark: string): Level | null => (mark.length === 2 ? BY_MARK(mark) : null);

const BY_MARK = levelTable({ II: "info", WW: "warn", EE: "error", NI: "warn" });

export const levelOfSyslog = (severity: number): Level | null => SYSLOG[severity] ?? null;

/** True for level words that are also common English or data, such as `ok` and `log`. */
export const isSoftLevel = (word: string): boolean => SOFT.has(word.toLowerCase());

/** pino and bunyan count 10 to 60, Python 10 to 50, syslog 0 to 7. */
export function levelOfNumber(value: number): Level | null {
  if (value >= 0 && value <= 7) return levelOfSyslog(value);
  if (value < 10 || value > 100) return null;
  if (value < 20) return "trace";
  if (value < 30) return "debug";
  if (value < 40) return "info";
  if (value < 50) return "warn";
  return value < 60 ? "error" : "fatal";
}

/** End of the level word that begins at `pos`, or -1. A word ends where no letter, digit or underscore follows. */
export function levelEnd(text: string, pos: number): number {
  let end = pos;
  while (end - pos < 14 && isLetter(text.charCodeAt(end))) end += 1;
  if (end - pos < 2) return -1;
  if (end - pos === 5 && isLevelDigit(text.charCodeAt(end)) && !isWordChar(text.charCodeAt(end + 1))) end += 1;
  if (isWordChar(text.charCodeAt(end))) return -1;
  return BY_WORD.has(text.slice(pos, end).toLowerCase()) ? end : -1;
}

// DEBUG1 to DEBUG5
const isLevelDigit = (c: number): boolean => c >= 49 && c <= 53;
