import type { LogEvent } from "../events/event.ts";
import type { Category, Level, Severity } from "../vocabulary.ts";
import type { RuleAdvice } from "./finding.ts";

/** What must hold of the event besides its words; every condition given must hold. */
export interface Condition {
  level?: readonly Level[];
  format?: readonly string[];
  service?: RegExp;
  attributes?: Readonly<Record<string, RegExp>>;
}

/**
 * What a rule looks for in one event. Its text is the message without stack frames, then the attributes as `name=value`
 * lines. Repeats in patterns are bounded when compiled (see `pattern.ts`), so `.*` reaches 160 characters of one line.
 */
export interface Match {
  /** One of these. Named groups fill the rule's headline. */
  any?: readonly RegExp[];
  /** Or an HTTP status, only where the line means a status. */
  status?: readonly number[];
  /** None of these in the line that matched. */
  not?: readonly RegExp[];
  when?: Condition;
  /** The match counts only after one of `first`, within `withinMs`, with the same value of `key` (a service by default). */
  sequence?: { first: readonly RegExp[]; withinMs: number; key?: string };
  /** There is a finding only when `atLeast` matches of one service lie within `withinMs`. */
  rate?: { atLeast: number; withinMs: number };
  /** There is a finding only when matches that came steadily stop for `share` (0–1) of the whole time. */
  silence?: { atLeast: number; share: number };
  /** There is a finding only when at least this share of the ingestion's HTTP answers match; asked from 200 answers on. */
  shareOfAnswers?: number;
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
}

export interface RuleDefinition<Id extends string = string> extends Omit<
  Rule,
  "id" | "category" | "headline" | "general" | "firm" | "yieldsTo"
> {
  id: Id;
  headline?: string;
  general?: boolean;
  firm?: boolean;
  yieldsTo?: readonly Category[];
}

export function defineRule(definition: RuleDefinition<`${Category}.${string}`>): Rule {
  const category = definition.id.slice(0, definition.id.indexOf("."));
  return {
    headline: null,
    general: false,
    firm: false,
    yieldsTo: [],
    ...definition,
    // safe because the template literal type of `id` begins with a category
    category: category as Category,
  };
}

export function holds(condition: Condition, event: LogEvent): boolean {
  if (condition.level && (event.level === null || !condition.level.includes(event.level))) return false;
  if (condition.format && !condition.format.includes(event.format)) return false;
  if (condition.service && !condition.service.test(event.service ?? "")) return false;
  return Object.entries(condition.attributes ?? {}).every(([name, pattern]) =>
    pattern.test(String(event.attributes[name] ?? "")),
  );
}
