import type { Category, Level, Severity } from "../vocabulary.ts";
import { CATEGORIES, LEVELS, SEVERITIES } from "../vocabulary.ts";
import { compilePattern } from "./pattern.ts";
import { defineRule, type Match, type Rule } from "./rule.ts";

/** What became of a project's own rule: the rule, or every problem in words its author can act on. */
export type CustomRule = { rule: Rule; problems: readonly [] } | { rule: null; problems: readonly string[] };

/** Whether the rule fires on a sample read as one source; given by the caller, who has the reader. */
export type Fires = (rule: Rule, sample: string) => boolean;

const MAX_SAMPLE = 20_000;
const MAX_LIST = 50;

/**
 * Reads a project's own rule from a parsed document (YAML or JSON) of this shape, and tries it on its own samples:
 * `{ id: "rate_limit.partner", title, severity, why, literal?: [text], regex?: [text], level?: [level], service?: text,
 * sequence?: { first: [text], withinSeconds }, rate?: { atLeast, withinSeconds }, silence?: { atLeast, share },
 * fires: [text], silent: [text], debugging?: [text], quickFixes?: [text], durableFixes?: [text] }`.
 * Never throws.
 */
export function readCustomRule(document: unknown, firesOn: Fires): CustomRule {
  const problems: string[] = [];
  const fields = fieldsOf(document, problems);
  const rule = ruleOf(fields, problems);
  if (rule === null || problems.length > 0) return { rule: null, problems };
  for (const sample of rule.fires)
    if (!firesOn(rule, sample)) problems.push(`does not fire on: ${sample.slice(0, 120)}`);
  for (const sample of rule.silent) if (firesOn(rule, sample)) problems.push(`fires on: ${sample.slice(0, 120)}`);
  return problems.length > 0 ? { rule: null, problems } : { rule, problems: [] };
}

type Fields = Readonly<Record<string, unknown>>;

const KNOWN = new Set(
  "id title severity why literal regex level service sequence rate silence fires silent debugging quickFixes durableFixes".split(
    " ",
  ),
);

function fieldsOf(document: unknown, problems: string[]): Fields {
  if (!isRecord(document)) {
    problems.push("a rule is a mapping of fields");
    return {};
  }
  for (const name of Object.keys(document)) if (!KNOWN.has(name)) problems.push(`unknown field ${name}`);
  return document;
}

function ruleOf(fields: Fields, problems: string[]): Rule | null {
  const id = textOf(fields, "id", problems);
  const category = CATEGORIES.find((one) => id.startsWith(`${one}.`));
  if (category === undefined || !/^\w+\.[a-z][a-z0-9_]{1,60}$/.test(id)) {
    problems.push("id is a category, a dot and a name, such as rate_limit.partner_api");
    return null;
  }
  const severity = oneOf<Severity>(SEVERITIES, fields["severity"], "severity", problems);
  const match = matchOf(fields, problems);
  const fires = textsOf(fields, "fires", problems);
  const silent = textsOf(fields, "silent", problems);
  if (fires.length === 0) problems.push("fires needs at least one line on which the rule must fire");
  if (silent.length === 0) problems.push("silent needs at least one look-alike on which it must not");
  return defineRule({
    id: asId(category, id),
    title: textOf(fields, "title", problems),
    severity: severity ?? "medium",
    why: textOf(fields, "why", problems),
    match,
    fires,
    silent,
    advice: {
      debugging: textsOf(fields, "debugging", problems),
      quickFixes: textsOf(fields, "quickFixes", problems),
      durableFixes: textsOf(fields, "durableFixes", problems),
      links: [],
    },
  });
}

function matchOf(fields: Fields, problems: string[]): Match {
  const any = [
    ...patternsOf(textsOf(fields, "literal", problems).map(escaped), problems),
    ...patternsOf(textsOf(fields, "regex", problems), problems),
  ];
  if (any.length === 0) problems.push("literal or regex says what the rule looks for");
  const level = textsOf(fields, "level", problems).flatMap((one) => oneOf<Level>(LEVELS, one, "level", problems) ?? []);
  const service = fields["service"] === undefined ? null : textOf(fields, "service", problems);
  const { sequence, rate, silence } = fields;
  return {
    any,
    ...((level.length > 0 || service !== null) && {
      when: {
        ...(level.length > 0 && { level }),
        ...(service !== null && { service: new RegExp(`^${escaped(service)}$`) }),
      },
    }),
    ...(isRecord(sequence) && {
      sequence: {
        first: patternsOf(textsOf(sequence, "first", problems), problems),
        withinMs: 1000 * numberOf(sequence, "withinSeconds", problems),
      },
    }),
    ...(isRecord(rate) && {
      rate: {
        atLeast: Math.min(10_000, numberOf(rate, "atLeast", problems)),
        withinMs: 1000 * numberOf(rate, "withinSeconds", problems),
      },
    }),
    ...(isRecord(silence) && {
      silence: { atLeast: numberOf(silence, "atLeast", problems), share: numberOf(silence, "share", problems) },
    }),
  };
}

/** Patterns within the subset that `pattern.ts` can bound; the others become problems. */
function patternsOf(sources: readonly string[], problems: string[]): RegExp[] {
  return sources.flatMap((source) => {
    try {
      const pattern = new RegExp(source, "i");
      compilePattern(pattern, { strict: true });
      return [pattern];
    } catch (error) {
      problems.push(error instanceof Error ? error.message : `not a pattern: ${source}`);
      return [];
    }
  });
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

// safe because the caller found the category at the start of the id
const asId = (category: Category, id: string): `${Category}.${string}` =>
  `${category}.${id.slice(category.length + 1)}`;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOf(fields: Fields, name: string, problems: string[]): string {
  const value = fields[name];
  if (typeof value === "string" && value.trim() !== "" && value.length <= MAX_SAMPLE) return value.trim();
  problems.push(`${name} is a text`);
  return "";
}

function textsOf(fields: Fields, name: string, problems: string[]): string[] {
  const value = fields[name] ?? [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((one): one is string => typeof one === "string" && one !== "" && one.length <= MAX_SAMPLE);
  if (texts.length < list.length || texts.length > MAX_LIST)
    problems.push(`${name} is a list of at most ${MAX_LIST} texts`);
  return texts.slice(0, MAX_LIST);
}

function numberOf(fields: Fields, name: string, problems: string[]): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  problems.push(`${name} is a number above 0`);
  return 1;
}

function oneOf<T extends string>(all: readonly T[], value: unknown, name: string, problems: string[]): T | null {
  const found = all.find((one) => one === value);
  if (found === undefined) problems.push(`${name} is one of ${all.join(", ")}`);
  return found ?? null;
}
