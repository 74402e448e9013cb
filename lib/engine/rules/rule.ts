import type { LogEvent } from "../events/event.ts";
import type { Category, Level, Severity } from "../vocabulary.ts";
import type { RuleDocument } from "./document.ts";
import type { RuleAdvice } from "./finding.ts";
import type { Phrase } from "./phrase.ts";

/** What must hold of the event besides its words; every condition given must hold. */
export interface Condition {
  level?: readonly Level[];
  format?: readonly string[];
  service?: RegExp;
  attributes?: Readonly<Record<string, RegExp>>;
  /** One of these types is thrown or among the causes: a whole name, with or without its package. */
  exception?: readonly string[];
}

/**
 * How often, per service. A spike: `atLeast` matches within `withinMs`. Sustained: so many in each stretch of `withinMs`, one after
 * the other, for `forMs`. Periodic: `atLeast` beats, four of five of them `everyMs` (or whatever regular time) apart, within a tenth.
 */
export type Rate =
  | { kind?: "spike"; atLeast: number; withinMs: number }
  | { kind: "sustained"; atLeast: number; withinMs: number; forMs: number }
  | { kind: "periodic"; atLeast: number; everyMs: number | null };

/**
 * `atLeast` matches of one service came steadily, and then none for `forMs` while its source went on, be it to the end or not. Steadily:
 * no other gap is longer than a third of that one.
 */
export interface Silence {
  atLeast: number;
  forMs: number;
}

/**
 * What a rule looks for in one event. Its text is the message without stack frames, then the attributes as `name=value`
 * lines. Repeats in patterns are bounded when compiled (see `pattern.ts`), so `.*` reaches 160 characters of one line.
 */
export interface Match {
  /** One of these. Named groups fill the rule's headline. */
  any?: readonly RegExp[];
  /** Or one of these, however it is worded (see `phrase.ts`). */
  phrases?: readonly Phrase[];
  /** Or an HTTP status, only where the line means a status. */
  status?: readonly number[];
  /** None of these in the line that matched. */
  not?: readonly RegExp[];
  /** The words count as they stand: no look-alike of a failure is vetoed (see `guards.ts`). */
  asWritten?: boolean;
  when?: Condition;
  /** The match counts only after one of `first`, within `withinMs`, with the same value of `key` (a service by default). */
  sequence?: Follow & { first: readonly RegExp[] };
  /**
   * The match counts only when none of `answer` follows within `withinMs` with the same value of `key`; `usually`: and only in a service
   * in which one did follow another time, so that it is known to be logged.
   */
  missing?: Follow & { answer: readonly RegExp[]; usually?: boolean };
  rate?: Rate;
  silence?: Silence;
  /** There is a finding only when at least this share of the ingestion's HTTP answers match; asked from 200 answers on. */
  shareOfAnswers?: number;
}

/** `key`: a named group of the patterns, else an attribute; lines without it are not paired. Absent: the service. */
export interface Follow {
  withinMs: number;
  key?: string;
}

/** A known failure: how to see it, why it matters, what to do. */
export interface Rule {
  /** `category.name`. */
  id: string;
  category: Category;
  title: string;
  /** A title with names from the log in braces, such as `Connection refused by {peer}`; used when all of them were seen. */
  headline: string | null;
  severity: Severity;
  why: string;
  match: Match;
  /** Gives way to a rule of the same category that matches the same event. */
  general: boolean;
  /** Gives way to `yieldsTo` only, though rules of its category mostly give way to more. */
  firm: boolean;
  /** Gives way, in the same event, to rules of these categories, besides those its category always gives way to. */
  yieldsTo: readonly Category[];
  /** Lines that must fire, and look-alikes that must stay silent. */
  fires: readonly string[];
  silent: readonly string[];
  advice: RuleAdvice;
  /** What a project wrote down; null for a built-in rule. */
  own: RuleDocument | null;
}

export interface RuleDefinition<Id extends string = string> extends Omit<
  Rule,
  "id" | "category" | "headline" | "general" | "firm" | "yieldsTo" | "own"
> {
  id: Id;
  headline?: string;
  general?: boolean;
  firm?: boolean;
  yieldsTo?: readonly Category[];
  own?: RuleDocument;
}

export function defineRule(definition: RuleDefinition<`${Category}.${string}`>): Rule {
  const category = definition.id.slice(0, definition.id.indexOf("."));
  return {
    headline: null,
    general: false,
    firm: false,
    yieldsTo: [],
    own: null,
    ...definition,
    // safe because the template literal type of `id` begins with a category
    category: category as Category,
  };
}

export function holds(condition: Condition, event: LogEvent): boolean {
  if (condition.level && (event.level === null || !condition.level.includes(event.level))) return false;
  if (condition.format && !condition.format.includes(event.format)) return false;
  if (condition.service && !condition.service.test(event.service ?? "")) return false;
  if (condition.exception && !condition.exception.some((type) => throws(event, type))) return false;
  return Object.entries(condition.attributes ?? {}).every(([name, pattern]) =>
    pattern.test(String(event.attributes[name] ?? "")),
  );
}

const EXCEPTION_ATTRIBUTES = ["exception.type", "exception.stacktrace"];

function throws(event: LogEvent, type: string): boolean {
  const texts = EXCEPTION_ATTRIBUTES.map((name) => String(event.attributes[name] ?? ""));
  return [event.message, ...texts].some((text) => names(text, type));
}

/** `java.sql.SQLException: gone` names `SQLException` and `java.sql.SQLException`, `MySQLException` neither. */
function names(text: string, type: string): boolean {
  for (let at = text.indexOf(type); at !== -1; at = text.indexOf(type, at + 1)) {
    if (!isNameChar(text[at - 1]) && !isNameChar(text[at + type.length])) return true;
  }
  return false;
}

const isNameChar = (char: string | undefined): boolean => char !== undefined && /[\w$]/.test(char);
