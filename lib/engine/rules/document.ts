import type { Category, Level, Severity } from "../vocabulary.ts";
import { CATEGORIES, LEVELS, SEVERITIES } from "../vocabulary.ts";
import { boundPattern, compilePattern } from "./pattern.ts";
import { phraseOf } from "./phrase.ts";
import { MAX_SPIKE, MAX_WINDOWS } from "./rate.ts";
import { defineRule, type Condition, type Follow, type Match, type Rate, type Rule, type Silence } from "./rule.ts";

/**
 * A project's own rule as parsed from YAML or JSON; every text may also be a list of texts:
 * `{ id: "rate_limit.partner", title, headline?, severity, why,
 * literal?, regex?, fuzzy?, not?, level?, service?, format?, attributes?: { name: regex }, exception?,
 * sequence?: { first: regex, withinSeconds, key? }, missing?: { answer: regex, withinSeconds, key? },
 * rate?: { kind?: "spike", atLeast, withinSeconds } | { kind: "sustained", atLeast, withinSeconds, forSeconds }
 *   | { kind: "periodic", atLeast, everySeconds? }, silence?: { atLeast, forSeconds },
 * fires, silent, debugging?, quickFixes?, durableFixes? }`.
 */
export type RuleDocument = Readonly<Record<string, unknown>>;

/** What is wrong with a document, and where: names of fields and places in lists. */
export interface Problem {
  path: readonly (string | number)[];
  message: string;
}

const MAX_TEXT = 20_000;
const MAX_LIST = 50;
/** What all patterns of a rule may cost together; four with two open gaps do. */
const MAX_STEPS = 110_000;
const MAX_SECONDS = 7 * 86_400;

/**
 * Reads a rule without trying its samples, which a stored one (`Rule.own`) no longer has. Never throws; the rule is null where there
 * are problems.
 */
export function compileRule(document: unknown): { rule: Rule | null; problems: Problem[] } {
  const problems: Problem[] = [];
  if (!isRecord(document)) return { rule: null, problems: [{ path: [], message: "a rule is a mapping of fields" }] };
  const rule = ruleOf(new Fields(document, [], problems), document);
  return { rule: problems.length > 0 ? null : rule, problems };
}

const ID = /^\w{1,40}\.[a-z][a-z0-9_]{1,60}$/;

function ruleOf(fields: Fields, document: RuleDocument): Rule | null {
  const { fires: _fires, silent: _silent, ...own } = document;
  const id = fields.text("id");
  const category = CATEGORIES.find((one) => id.startsWith(`${one}.`));
  const [fires, silent] = [fields.texts("fires"), fields.texts("silent")];
  if (category === undefined || !ID.test(id))
    fields.report("id", "id is a category, a dot and a name, such as rate_limit.partner_api");
  const headline = fields.has("headline") ? fields.text("headline") : undefined;
  const definition = {
    title: fields.text("title"),
    ...(headline !== undefined && { headline }),
    severity: fields.oneOf<Severity>("severity", SEVERITIES) ?? "medium",
    why: fields.text("why"),
    match: matchOf(fields),
    fires,
    silent,
    advice: {
      debugging: fields.texts("debugging"),
      quickFixes: fields.texts("quickFixes"),
      durableFixes: fields.texts("durableFixes"),
      links: [],
    },
    own,
  };
  fields.reportUnknown();
  return category === undefined ? null : defineRule({ id: asId(category, id), ...definition });
}

// safe because the caller found the category at the start of the id
const asId = (category: Category, id: string): `${Category}.${string}` =>
  `${category}.${id.slice(category.length + 1)}`;

function matchOf(fields: Fields): Match {
  const any = [...fields.patterns("literal", escaped), ...fields.patterns("regex")];
  const phrases = fields.list("fuzzy", phraseOf);
  const asked = ["literal", "regex", "fuzzy"].some((name) => fields.has(name));
  if (!asked) fields.report("regex", "literal, regex or fuzzy says what the rule looks for");
  const kinds = ["sequence", "missing", "rate", "silence"].filter((name) => fields.has(name));
  const [, second] = kinds;
  if (second !== undefined) fields.report(second, `a rule is one of ${kinds.join(" or ")}, not both`);
  const when = conditionOf(fields);
  const many = manyOf(fields);
  const steps = stepsOf([...any, ...(many.sequence?.first ?? []), ...(many.missing?.answer ?? [])]);
  if (steps > MAX_STEPS) fields.report("regex", "too many patterns with open gaps in one rule; make two rules of it");
  const not = fields.list("not", (text) => boundPattern(new RegExp(text, "i")));
  return {
    asWritten: true,
    any,
    ...(phrases.length > 0 && { phrases }),
    ...(not.length > 0 && { not }),
    ...(Object.keys(when).length > 0 && { when }),
    ...many,
  };
}

const stepsOf = (patterns: readonly RegExp[]): number =>
  patterns.flatMap((pattern) => compilePattern(pattern)).reduce((sum, { steps }) => sum + steps, 0);

function conditionOf(fields: Fields): Condition {
  const services = fields.texts("service").map((name) => escaped(name).replaceAll("\\*", ".{0,100}"));
  const level = fields.texts("level").flatMap((one, index) => {
    const found = LEVELS.find((known) => known === one);
    if (found === undefined) fields.report("level", `level is one of ${LEVELS.join(", ")}`, index);
    return found ?? [];
  });
  const [format, exception] = [fields.texts("format"), fields.texts("exception")];
  const attributes = fields.has("attributes") ? fields.within("attributes").all() : {};
  return {
    ...(level.length > 0 && { level: level satisfies Level[] }),
    ...(format.length > 0 && { format }),
    ...(exception.length > 0 && { exception }),
    ...(services.length > 0 && { service: new RegExp(`^(?:${services.join("|")})$`) }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}

/** The conditions over several lines. */
function manyOf(fields: Fields): Pick<Match, "sequence" | "missing" | "rate" | "silence"> {
  const within = (name: string) => (fields.has(name) ? fields.within(name) : null);
  const [sequence, missing, rate, silence] = [within("sequence"), within("missing"), within("rate"), within("silence")];
  return {
    ...(sequence && { sequence: { first: sequence.patterns("first", asIs, true), ...followOf(sequence) } }),
    ...(missing && { missing: { answer: missing.patterns("answer", asIs, true), ...followOf(missing) } }),
    ...(rate && { rate: rateOf(rate) }),
    ...(silence && { silence: silenceOf(silence) }),
  };
}

function followOf(fields: Fields): Follow {
  const withinMs = fields.milliseconds("withinSeconds");
  const key = fields.has("key") ? fields.text("key") : undefined;
  fields.reportUnknown();
  return { withinMs, ...(key !== undefined && { key }) };
}

function rateOf(fields: Fields): Rate {
  const kind = fields.has("kind") ? fields.oneOf("kind", ["spike", "sustained", "periodic"] as const) : "spike";
  const atLeast = fields.number("atLeast", MAX_SPIKE);
  if (kind === "periodic") {
    const everyMs = fields.has("everySeconds") ? fields.milliseconds("everySeconds") : null;
    fields.reportUnknown();
    return { kind, atLeast: Math.max(3, atLeast), everyMs };
  }
  const withinMs = fields.milliseconds("withinSeconds");
  const forMs = kind === "sustained" ? fields.milliseconds("forSeconds") : 0;
  fields.reportUnknown();
  if (forMs > 0 && (forMs < withinMs || forMs > MAX_WINDOWS * withinMs))
    fields.report("forSeconds", `forSeconds is 1 to ${MAX_WINDOWS} times withinSeconds`);
  return kind === "sustained" ? { kind, atLeast, withinMs, forMs } : { kind: "spike", atLeast, withinMs };
}

function silenceOf(fields: Fields): Silence {
  const silence = {
    atLeast: Math.max(3, fields.number("atLeast", 1_000_000)),
    forMs: fields.milliseconds("forSeconds"),
  };
  fields.reportUnknown();
  return silence;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const asIs = (text: string): string => text;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of a mapping, each read once by what it must be; what is wrong is noted with its place. */
class Fields {
  private readonly values: Readonly<Record<string, unknown>>;
  private readonly path: readonly string[];
  private readonly problems: Problem[];
  private readonly known = new Set<string>();

  constructor(values: Readonly<Record<string, unknown>>, path: readonly string[], problems: Problem[]) {
    this.values = values;
    this.path = path;
    this.problems = problems;
  }

  report(name: string, message: string, index?: number): void {
    this.problems.push({ path: [...this.path, name, ...(index === undefined ? [] : [index])], message });
  }

  reportUnknown(): void {
    for (const name of Object.keys(this.values)) if (!this.known.has(name)) this.report(name, `unknown field ${name}`);
  }

  has(name: string): boolean {
    this.known.add(name);
    const value = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  }

  text(name: string): string {
    const value = this.has(name) ? this.values[name] : undefined;
    if (typeof value === "string" && value.trim() !== "" && value.length <= MAX_TEXT) return value.trim();
    this.report(name, `${name} is a text`);
    return "";
  }

  texts(name: string): string[] {
    const value = this.has(name) ? this.values[name] : [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    if (list.length > MAX_LIST) this.report(name, `${name} has at most ${MAX_LIST} entries`);
    return list.slice(0, MAX_LIST).flatMap((one, index) => {
      // YAML reads an unquoted 503 as a number.
      const text = typeof one === "number" ? String(one) : one;
      if (typeof text === "string" && text !== "" && text.length <= MAX_TEXT) return text;
      this.report(name, `${name} holds texts; quote what YAML would read as something else`, index);
      return [];
    });
  }

  number(name: string, most: number): number {
    const value = this.has(name) ? this.values[name] : undefined;
    if (typeof value === "number" && Number.isFinite(value) && value > 0 && value <= most) return value;
    this.report(name, `${name} is a number above 0, at most ${most}`);
    return 1;
  }

  milliseconds(name: string): number {
    return 1000 * this.number(name, MAX_SECONDS);
  }

  oneOf<T extends string>(name: string, all: readonly T[]): T | null {
    const value = this.has(name) ? this.values[name] : undefined;
    const found = all.find((one) => one === value);
    if (found === undefined) this.report(name, `${name} is one of ${all.join(", ")}`);
    return found ?? null;
  }

  /** Every entry of a list by `read`; what that throws becomes a problem. */
  list<T>(name: string, read: (text: string) => T): T[] {
    return this.texts(name).flatMap((text, index) => {
      try {
        return [read(text)];
      } catch (error) {
        this.report(name, error instanceof Error ? error.message : `not understood: ${text}`, index);
        return [];
      }
    });
  }

  /** Patterns within the subset that `pattern.ts` can bound, each with a word that is certain. */
  patterns(name: string, sourceOf: (text: string) => string = asIs, required = false): RegExp[] {
    if (required && !this.has(name)) this.report(name, `${name} says what the rule looks for there`);
    return this.list(name, (text) => {
      const pattern = new RegExp(sourceOf(text), "i");
      compilePattern(pattern, { strict: true });
      return pattern;
    });
  }

  within(name: string): Fields {
    const value = this.values[name];
    if (!isRecord(value)) this.report(name, `${name} is a mapping of fields`);
    return new Fields(isRecord(value) ? value : {}, [...this.path, name], this.problems);
  }

  /** A mapping of names to patterns for the whole value. */
  all(): Record<string, RegExp> {
    const names = Object.keys(this.values).slice(0, MAX_LIST);
    const entries = names.flatMap((name) => {
      const values = this.list(name, (text) => boundPattern(new RegExp(text)).source);
      return values.length === 0 ? [] : [[name, new RegExp(`^(?:${values.join("|")})$`, "i")] as const];
    });
    return Object.fromEntries(entries);
  }
}
