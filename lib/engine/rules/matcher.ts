import type { LogEvent } from "../events/event.ts";
import type { Category } from "../vocabulary.ts";
import { vetoed } from "./guards.ts";
import { statusesOf } from "./http-status.ts";
import { compilePattern, type Pattern } from "./pattern.ts";
import { holds, type Rule } from "./rule.ts";
import { readable, subjectOf } from "./subject.ts";
import { createWordScanner, type WordScanner } from "./word-scanner.ts";

/** One rule that claims an event, with the names it read from it. */
export interface RuleMatch {
  rule: Rule;
  names: Readonly<Record<string, string>>;
  /** True for the first half of a sequence: remembered, not counted. */
  opens: boolean;
}

export interface Looked {
  matches: RuleMatch[];
  /** False when no rule's words occur, so that none was tried. */
  tried: boolean;
}

export interface Matcher {
  look(event: LogEvent): Looked;
}

interface Compiled {
  rule: Rule;
  any: readonly Pattern[];
  first: readonly Pattern[];
}

/**
 * In one event the more specific category speaks: a refused database password is not a lost database. Every category
 * gives way to those listed; `generic_critical` gives way to all.
 */
const GIVES_WAY: Partial<Record<Category, readonly Category[]>> = {
  auth_failure: ["tls_error", "crash_loop", "replication"],
  permission_denied: ["crash_loop", "auth_failure", "disk_full"],
  db_connection: ["auth_failure", "disk_full", "deadlock"],
  upstream_timeout: [
    "dns_failure",
    "payment_failure",
    "db_connection",
    "replication",
    "connection_refused",
    "queue_backlog",
  ],
  dependency_failure: [
    "connection_refused",
    "upstream_timeout",
    "rate_limit",
    "dns_failure",
    "tls_error",
    "payment_failure",
    "auth_failure",
    "db_connection",
    "permission_denied",
    "disk_full",
    "oom_memory",
    "resource_exhaustion",
    "deadlock",
    "replication",
    "queue_backlog",
    "config_error",
    "data_corruption",
  ],
};

export function createMatcher(rules: readonly Rule[]): Matcher {
  const compiled = rules.map((rule) => ({
    rule,
    any: (rule.match.any ?? []).map((source) => compilePattern(source)),
    first: (rule.match.sequence?.first ?? []).map((source) => compilePattern(source)),
  }));
  const { scanner, owners } = indexed(compiled);
  const marks = new Uint32Array(compiled.length);
  let mark = 0;

  const candidates = (event: LogEvent): Compiled[] => {
    mark += 1;
    const found: number[] = [];
    const hit = (word: number) => {
      for (const owner of owners[word] ?? []) {
        if (marks[owner] === mark) continue;
        marks[owner] = mark;
        found.push(owner);
      }
    };
    scanner.scan(event.message, hit);
    if (event.service !== null) scanner.scan(event.service, hit);
    for (const name in event.attributes) {
      if (!readable(name)) continue;
      const value = event.attributes[name];
      if (typeof value === "string") scanner.scan(value, hit);
      else if (typeof value === "number" && value >= 400 && value < 600) scanner.scan(String(value), hit);
    }
    return found.toSorted((a, b) => a - b).flatMap((index) => compiled[index] ?? []);
  };

  return {
    look(event) {
      const list = candidates(event);
      if (list.length === 0) return { matches: [], tried: false };
      const text = subjectOf(event);
      const statuses = list.some(({ rule }) => rule.match.status) ? statusesOf(event, text) : [];
      const matches = list.flatMap((one) => matchOf(one, event, text, statuses) ?? []);
      return { matches: matches.length > 1 ? settled(matches) : matches, tried: true };
    },
  };
}

function indexed(compiled: readonly Compiled[]): { scanner: WordScanner; owners: number[][] } {
  const byWord = new Map<string, Set<number>>();
  compiled.forEach(({ rule, any, first }, index) => {
    const words = [...any, ...first].flatMap((pattern) => pattern.words);
    for (const word of [...words, ...(rule.match.status ?? []).map(String)]) {
      byWord.set(word, (byWord.get(word) ?? new Set()).add(index));
    }
  });
  return { scanner: createWordScanner([...byWord.keys()]), owners: [...byWord.values()].map((set) => [...set]) };
}

function matchOf(
  { rule, any, first }: Compiled,
  event: LogEvent,
  text: string,
  statuses: readonly { status: number; index: number }[],
): RuleMatch | null {
  if (rule.match.when && !holds(rule.match.when, event)) return null;
  const stated = statuses.find(
    ({ status, index }) => rule.match.status?.includes(status) && (index < 0 || accepted(rule, text, index, index)),
  );
  if (stated) return { rule, names: { status: String(stated.status) }, opens: false };
  const names = search(any, rule, text);
  if (names !== null) return { rule, names, opens: false };
  const opening = search(first, rule, text);
  return opening === null ? null : { rule, names: opening, opens: true };
}

const MAX_VETOES = 5;

function search(patterns: readonly Pattern[], rule: Rule, text: string): Record<string, string> | null {
  for (const { regex } of patterns) {
    regex.lastIndex = 0;
    for (let tries = 0; tries < MAX_VETOES; tries++) {
      const match = regex.exec(text);
      if (match === null) break;
      if (accepted(rule, text, match.index, match.index + match[0].length)) return { ...match.groups };
      if (match[0] === "") regex.lastIndex += 1;
    }
  }
  return null;
}

function accepted(rule: Rule, text: string, start: number, end: number): boolean {
  if (vetoed(text, start, end)) return false;
  if (rule.match.not === undefined) return true;
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - 300);
  const newline = text.indexOf("\n", end);
  const line = text.slice(from, Math.min(newline === -1 ? text.length : newline, end + 300));
  return !rule.match.not.some((pattern) => pattern.test(line));
}

/** One rule per category and event, and the less specific categories silent. */
function settled(matches: readonly RuleMatch[]): RuleMatch[] {
  const specific = new Set(matches.filter(({ rule }) => !rule.general).map(({ rule }) => rule.category));
  const taken = new Set<Category>();
  const one = matches.filter(({ rule, opens }) => {
    if (opens) return true;
    if ((rule.general && specific.has(rule.category)) || taken.has(rule.category)) return false;
    taken.add(rule.category);
    return true;
  });
  return one.filter(({ rule, opens }) => {
    if (opens || rule.firm) return true;
    if (rule.category === "generic_critical") return taken.size === 1;
    return ![...(GIVES_WAY[rule.category] ?? []), ...rule.yieldsTo].some((category) => taken.has(category));
  });
}
