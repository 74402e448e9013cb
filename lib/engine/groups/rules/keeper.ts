import { keptFingerprintOf } from "../../template/fingerprint.ts";
import { partsOf } from "../../template/parts.ts";
import { firstLineOf, templateOfText, type Templated } from "../../template/template.ts";
import { templateTokens, type TemplateToken } from "../../template/tokens.ts";
import { MAX_CONSTANT_VALUES, type GroupRule, type TokenRule } from "./group-rule.ts";
import { tokenPattern } from "./token-pattern.ts";

/** Gives a line the template that `constant` rules want for it: with the value in place. */
export interface Keeper {
  /** @param templated what the masks make of the line; given back where no rule is about it */
  keep(templated: Templated, message: string): Templated;
}

const MAX_VALUE_CHARS = 80;

/** What the rules say about the lines of one template. */
interface Plan {
  tokens: readonly TemplateToken[];
  rules: {
    position: number;
    tokens: readonly TemplateToken[];
    needed: (readonly [position: number, value: string])[];
  }[];
  /** By the values kept. */
  made: Map<string, Templated>;
}

/**
 * Costs a look-up per line, and nothing without such rules: then it is null.
 * @param most values kept apart per template, so that a busy variable cannot flood the groups; the others stay masked
 */
export function createKeeper(rules: readonly GroupRule[], most = MAX_CONSTANT_VALUES): Keeper | null {
  const constants = rules
    .filter((rule): rule is TokenRule & { kind: "constant" } => rule.kind === "constant")
    .map((rule) => planRule(rule));
  if (constants.length === 0) return null;
  const plans = new Map<string, Plan | null>();
  return {
    keep(templated, message) {
      let plan = plans.get(templated.fingerprint);
      if (plan === undefined) {
        plan = planFor(templated.template, constants);
        plans.set(templated.fingerprint, plan);
      }
      return plan === null ? templated : (keepBy(plan, message, most) ?? templated);
    },
  };
}

/** Of several values kept in one line each has its rule, and the later ones name the earlier values in their templates. */
function planRule(rule: TokenRule) {
  const tokens = templateTokens(rule.template);
  const needed = tokens.flatMap(({ variable, text }, at) =>
    variable && text !== "<*>" && at !== rule.position ? [[at, text] as const] : [],
  );
  const pattern = tokenPattern({ ...rule, template: templateOfText(rule.template).template });
  return { position: rule.position, tokens, needed, pattern };
}

function planFor(template: string, constants: readonly ReturnType<typeof planRule>[]): Plan | null {
  const rules = constants.filter(({ pattern }) => pattern.match(template) === "<*>");
  return rules.length === 0 ? null : { tokens: templateTokens(template), rules, made: new Map() };
}

function keepBy({ tokens, rules, made }: Plan, message: string, most: number): Templated | null {
  const line = firstLineOf(message);
  const { count, starts, ends } = partsOf(line, line.length);
  if (count !== tokens.length) return null;
  const valueAt = (at: number) => line.slice(starts[at] ?? 0, ends[at] ?? 0);
  const applied = rules.filter(({ needed }) => needed.every(([at, value]) => valueAt(at) === value));
  const kept = new Map(applied.map(({ position }) => [position, valueAt(position)]));
  if (kept.size === 0 || [...kept.values()].some((value) => value.length > MAX_VALUE_CHARS)) return null;
  const key = [...kept].toSorted((a, b) => a[0] - b[0]).join("\n");
  const known = made.get(key);
  if (known !== undefined) return known;
  if (made.size >= most) return null;
  const template = tokens
    .map(({ text, spaced }, at) => {
      const free = applied.some((rule) => rule.tokens[at]?.text === "<*>");
      return `${spaced ? " " : ""}${kept.get(at) ?? (free ? "<*>" : text)}`;
    })
    .join("");
  const templated = { template, fingerprint: keptFingerprintOf(template) };
  made.set(key, templated);
  return templated;
}
