import type { LogEvent } from "../events/event.ts";
import type { Category } from "../vocabulary.ts";
import { vetoed } from "./guards.ts";
import { statusesIn, statusOf } from "./http-status.ts";
import { compilePattern } from "./pattern.ts";
import { hasPhrase, wordsOf, type Phrase } from "./phrase.ts";
import { createPrefilter, type Prefilter } from "./prefilter.ts";
import { isNotYet, RECOVERIES, type Over } from "./recovery.ts";
import { holds, type Rule } from "./rule.ts";
import { LOOKS_SEVERE } from "./severe.ts";
import { readingOf, sentence, speakerOf, subjectOf, unwrapped } from "./subject.ts";

/** One rule that claims an event, with the names it read from it. */
export interface RuleMatch {
  rule: Rule;
  names: Readonly<Record<string, string>>;
  /** `other`: the half of a pair that is remembered, not counted. */
  part: "match" | "other";
}

export interface Looked {
  matches: readonly RuleMatch[];
  /** False when no rule's words occur, so that none was tried. */
  tried: boolean;
  /** True when it reads like a severe line of its own accord. */
  severe: boolean;
  /** What the line says to be over, if anything. */
  over: Over | undefined;
  /** True when a parser read the status of an HTTP answer. */
  answered: boolean;
}

/** What the words of a template leave possible for its events, so that most of them need no look at all. Opaque. */
export interface Plan {
  speaker: string;
  ways: readonly Way[];
  /** Whether an HTTP status may stand in one of its variables. */
  readsStatus: boolean;
}

export interface Matcher {
  /** Looks at all of the event; or, given the plan of its template, at what can differ from event to event. */
  look(event: LogEvent, plan?: Plan): Looked;
  /** From the template of an event and from the event itself; `known` is widened. */
  plan(event: LogEvent, known: Plan | null): Plan;
}

/** One way for an event to be noticed: a rule's pattern, an HTTP status, a word of severity or of recovery. */
type Way = { order: number; words: readonly (readonly string[])[] } & (
  | { kind: "match" | "other"; rule: Rule; regex: RegExp }
  | { kind: "phrase"; rule: Rule; phrase: Phrase }
  | { kind: "status"; rule: Rule; statuses: readonly number[] }
  | { kind: "severe" }
  | { kind: "over"; regex: RegExp; over: Over }
);

/**
 * In one event the more specific category speaks: a refused database password is not a lost database. Every category
 * gives way to those listed; `generic_critical` gives way to all.
 */
const GIVES_WAY: Partial<Record<Category, readonly Category[]>> = {
  auth_failure: ["tls_error", "replication"],
  permission_denied: ["crash_loop", "auth_failure", "disk_full"],
  db_connection: ["auth_failure", "disk_full", "deadlock"],
  upstream_timeout: [
    "dns_failure",
    "payment_failure",
    "db_connection",
    "replication",
    "connection_refused",
    "queue_backlog",
    "deadlock",
  ],
  dependency_failure: [
    "crash_loop",
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

const NOTHING: Looked = { matches: [], tried: false, severe: false, over: undefined, answered: false };
const NOTHING_ANSWERED: Looked = { ...NOTHING, answered: true };

export function createMatcher(rules: readonly Rule[]): Matcher {
  const all = [...rules.flatMap(waysOf), ...commonWays()].map((way, order) => ({ ...way, order }));
  const prefilter = createPrefilter<Way>(all);
  // No word of a phrase is certain, so it is looked for in every template, and then where it was found.
  const phrases = all.filter(isPhrase);
  const mayState = rules.some(({ match }) => match.status?.some((status) => status < 400)) ? ANY_STATUS : ERROR_STATUS;
  return {
    look(event, plan) {
      const whole = plan === undefined || !holdsFor(plan, event);
      const stated = readAttributes(prefilter, event);
      if (whole || (plan.readsStatus && stated === null && mayState.test(event.message))) readMessage(prefilter, event);
      const found = prefilter.candidates();
      const ways = whole ? merged(found, phrases) : plan.ways.length === 0 ? found : merged(plan.ways, found);
      if (ways.length === 0) return stated === null ? NOTHING : NOTHING_ANSWERED;
      const looked: Looked & { matches: RuleMatch[] } = { ...NOTHING, matches: [], answered: stated !== null };
      const text = subjectOf(event);
      for (const way of ways) notice(way, event, text, stated, looked);
      return looked.matches.length > 1 ? { ...looked, matches: settled(looked.matches) } : looked;
    },
    plan(event, known) {
      const speaker = speakerOf(event);
      readAttributes(prefilter, event);
      readMessage(prefilter, event);
      const found = [...prefilter.candidates(), ...phrasesIn(phrases, subjectOf(event))];
      if (known !== null) return { ...known, ways: merged(known.ways, found.filter(isTextual)) };
      prefilter.read(sentence(event, event.template, speaker));
      const possible = prefilter.possible();
      const readsStatus = statusesIn(event.message.slice(0, 2_000).replaceAll(NUMBER, "503")).length > 0;
      return { speaker, ways: merged(possible, found).filter(isTextual), readsStatus };
    },
  };
}

const ERROR_STATUS = /(?<!\d)[45]\d\d(?!\d)/;
const ANY_STATUS = /(?<!\d)[1-5]\d\d(?!\d)/;
const NUMBER = /(?<![\w.-])\d{1,9}(?![\w.-])/g;

/** A plan speaks of one line by the same speaker; continuation lines are no part of a template. */
const holdsFor = (plan: Plan, event: LogEvent): boolean =>
  plan.speaker === speakerOf(event) && !event.message.includes("\n");

/** In the order of the catalogue, which decides between rules of one category. */
function merged(some: readonly Way[], others: readonly Way[]): readonly Way[] {
  if (others.length === 0) return some;
  return [...new Set([...some, ...others])].toSorted((a, b) => a.order - b.order);
}

const isPhrase = (way: Way): way is PhraseWay => way.kind === "phrase";
type PhraseWay = Extract<Way, { kind: "phrase" }>;

function phrasesIn(ways: readonly PhraseWay[], text: string): PhraseWay[] {
  if (ways.length === 0) return [];
  const words = wordsOf(text);
  return ways.filter(({ phrase }) => hasPhrase(phrase, words));
}

const isTextual = (way: Way): boolean => way.kind !== "status";

type Draft = Way extends infer One ? (One extends Way ? Omit<One, "order"> : never) : never;

function waysOf(rule: Rule): Draft[] {
  const { any = [], phrases = [], status = [], sequence, missing } = rule.match;
  const patterns = (sources: readonly RegExp[], kind: "match" | "other"): Draft[] =>
    sources.flatMap((source) => compilePattern(source).map((pattern) => ({ kind, rule, ...pattern })));
  const statuses: Draft = { kind: "status", rule, statuses: status, words: [status.map(String)] };
  return [
    ...(status.length > 0 ? [statuses] : []),
    ...patterns(any, "match"),
    ...phrases.map((phrase): Draft => ({ kind: "phrase", rule, phrase, words: [] })),
    ...patterns([...(sequence?.first ?? []), ...(missing?.answer ?? [])], "other"),
  ];
}

const commonWays = (): Draft[] => [
  ...compilePattern(LOOKS_SEVERE).map(({ words }): Draft => ({ kind: "severe", words })),
  ...RECOVERIES.flatMap(({ pattern, ...over }) =>
    compilePattern(pattern).map((one): Draft => ({ kind: "over", over, ...one })),
  ),
];

function readMessage(prefilter: Prefilter<Way>, event: LogEvent): void {
  prefilter.read(sentence(event, unwrapped(event.message), speakerOf(event)));
}

/** Answers the HTTP status that a parser read, if any. */
function readAttributes(prefilter: Prefilter<Way>, event: LogEvent): number | null {
  let stated: number | null = null;
  for (const name in event.attributes) {
    const reading = readingOf(name);
    if (reading === "silent") continue;
    const value = event.attributes[name];
    if (value === undefined) continue;
    if (reading === "status") stated ??= statusOf(value);
    if (typeof value === "string") prefilter.read(value);
    else if (reading === "status") prefilter.read(String(value));
  }
  return stated;
}

function notice(
  way: Way,
  event: LogEvent,
  text: string,
  stated: number | null,
  looked: Looked & { matches: RuleMatch[] },
): void {
  if (way.kind === "severe") looked.severe = true;
  else if (way.kind === "over") {
    way.regex.lastIndex = 0;
    if (looked.over === undefined && way.regex.test(text) && !isNotYet(text)) looked.over = way.over;
  } else {
    looked.tried = true;
    const known = looked.matches.at(-1);
    if (known?.rule === way.rule && known.part === "match") return;
    const match = matchOf(way, event, text, stated);
    if (match !== null) looked.matches.push(match);
  }
}

function matchOf(
  way: Extract<Way, { rule: Rule }>,
  event: LogEvent,
  text: string,
  stated: number | null,
): RuleMatch | null {
  const { rule } = way;
  if (rule.match.when && !holds(rule.match.when, event)) return null;
  if (way.kind === "phrase") {
    const found = hasPhrase(way.phrase, wordsOf(text)) && accepted(rule, text, 0, text.length);
    return found ? { rule, names: {}, part: "match" } : null;
  }
  if (way.kind !== "status") {
    const names = search(way.regex, rule, text);
    return names === null ? null : { rule, names, part: way.kind };
  }
  const status =
    stated ??
    statusesIn(text).find(({ status: one, index }) => way.statuses.includes(one) && accepted(rule, text, index, index))
      ?.status;
  if (status === undefined || !way.statuses.includes(status)) return null;
  return { rule, names: { status: String(status) }, part: "match" };
}

const MAX_VETOES = 5;

function search(regex: RegExp, rule: Rule, text: string): Record<string, string> | null {
  regex.lastIndex = 0;
  for (let tries = 0; tries < MAX_VETOES; tries++) {
    const match = regex.exec(text);
    if (match === null) return null;
    if (accepted(rule, text, match.index, match.index + match[0].length)) return { ...match.groups };
  }
  return null;
}

function accepted(rule: Rule, text: string, start: number, end: number): boolean {
  if (!rule.match.asWritten && vetoed(text, start, end)) return false;
  if (rule.match.not === undefined) return true;
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - 300);
  const newline = text.indexOf("\n", end);
  const line = text.slice(from, Math.min(newline === -1 ? text.length : newline, end + 300));
  return !rule.match.not.some((pattern) => pattern.test(line));
}

/** Rules over several lines are on watch: they neither speak for a line nor give way in it. */
export const isAside = ({ match }: Rule): boolean =>
  match.sequence !== undefined || match.missing !== undefined || match.silence !== undefined;

/** One rule per category and event, and the less specific categories silent. What a project asks for always speaks. */
function settled(matches: readonly RuleMatch[]): RuleMatch[] {
  const speaking = matches.filter(({ rule, part }) => part === "match" && !isAside(rule));
  const specific = new Set(speaking.filter(({ rule }) => !rule.general).map(({ rule }) => rule.category));
  const taken = new Set(speaking.filter(({ rule }) => rule.own && !rule.match.rate).map(({ rule }) => rule.category));
  const free = (match: RuleMatch) => match.rule.own !== null || !speaking.includes(match);
  const one = matches.filter((match) => {
    const { rule } = match;
    if (free(match)) return true;
    if ((rule.general && specific.has(rule.category)) || taken.has(rule.category)) return false;
    taken.add(rule.category);
    return true;
  });
  // What gives way to every category holds none back.
  const holding = new Set(taken);
  if (one.some(({ rule }) => rule.category === "generic_critical" && rule.general)) holding.delete("generic_critical");
  return one.filter((match) => {
    const { rule } = match;
    if (free(match)) return true;
    if (rule.category === "generic_critical") return taken.size === 1;
    const before = rule.firm ? rule.yieldsTo : [...(GIVES_WAY[rule.category] ?? []), ...rule.yieldsTo];
    return !before.some((category) => holding.has(category));
  });
}
