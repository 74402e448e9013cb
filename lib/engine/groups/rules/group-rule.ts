import { compilePattern } from "../../rules/pattern.ts";
import { templateTokens } from "../../template/tokens.ts";

/**
 * What a person decided about the groups of a project. Rules never change events: they say which templates count as one group.
 * `merge`: the groups count as `into`. `split`: the template is a group of its own, whatever is merged later.
 * `variable`: templates equal to `template` but for the token at `position` are one group; `ignore`: those without the token too.
 * `constant`: the variable at `position` is kept, so that the group splits by its value. `regex`: what the pattern matches in a
 * template is a variable. `position` counts the tokens that `templateTokens` gives.
 */
export type GroupRule =
  | { kind: "merge"; fingerprints: string[]; into: string }
  | { kind: "split"; fingerprint: string }
  | TokenRule
  | { kind: "regex"; pattern: string };

export interface TokenRule {
  kind: "variable" | "ignore" | "constant";
  template: string;
  position: number;
}

/** A group that would be split into more than this stays as it is. */
export const MAX_CONSTANT_VALUES = 200;
export const MAX_PATTERN_CHARS = 200;

/** Why the rule cannot be, in words for the person who wants it; null when it can. */
export function problemOf(rule: GroupRule): string | null {
  if (rule.kind === "merge") return new Set(rule.fingerprints).size < 2 ? "Choose two groups or more." : null;
  if (rule.kind === "split") return null;
  return rule.kind === "regex" ? problemOfPattern(rule.pattern) : problemOfToken(rule);
}

/** Linear time only: the guard of the project's own rules. */
function problemOfPattern(pattern: string): string | null {
  if (pattern.length > MAX_PATTERN_CHARS) return `Write at most ${MAX_PATTERN_CHARS} characters.`;
  try {
    compilePattern(new RegExp(pattern, "i"), { strict: true });
    return null;
  } catch (error) {
    return `This pattern cannot be used: ${error instanceof Error ? error.message : "it is no pattern"}.`;
  }
}

function problemOfToken({ kind, template, position }: TokenRule): string | null {
  const tokens = templateTokens(template);
  const token = tokens[position];
  if (token === undefined || !(token.variable || token.word)) return "There is no word or variable at this place.";
  if (kind === "constant") return token.text === "<*>" ? null : "This token is a constant already.";
  if (kind === "variable" && token.text === "<*>") return "This token is a variable already.";
  const left = tokens.some((other, at) => at !== position && other.word);
  return left ? null : "Hardly anything constant would be left: the group would hold every line of this length.";
}
