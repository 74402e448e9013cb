import { hashText, fingerprintOf } from "../../template/fingerprint.ts";
import { templateOfText } from "../../template/template.ts";
import { templateTokens, type TemplateToken } from "../../template/tokens.ts";
import type { TokenRule } from "./group-rule.ts";

/** What a token rule says of a template: nothing, that it belongs, or that it does with this word at the place. */
export interface TokenPattern {
  /** The word or variable at the rule's place; `""` where an ignored token is absent; null when the template is another. */
  match(template: string): string | null;
}

/**
 * Templates equal to the rule's but for the token at its position. A variable of the rule's template stands for a variable or
 * one word: a group's own template has variables where its members have words.
 */
export function tokenPattern({ kind, template, position }: TokenRule): TokenPattern {
  const wanted = templateTokens(template);
  const without = wanted.filter((_, at) => at !== position);
  const rare = without
    .filter(({ variable }) => !variable)
    .reduce((longest, { text }) => (text.length > longest.length ? text : longest), "");
  return {
    match(candidate) {
      if (!candidate.includes(rare)) return null;
      const tokens = templateTokens(candidate);
      if (kind === "ignore" && tokens.length === without.length && fits(without, tokens, position)) return "";
      if (tokens.length !== wanted.length) return null;
      const token = tokens[position];
      if (token === undefined || !(token.variable || token.word)) return null;
      const others = tokens.filter((_, at) => at !== position);
      return fits(without, others, position) ? token.text : null;
    },
  };
}

/** @param seam where a token was taken out: the space around it says nothing */
function fits(wanted: readonly TemplateToken[], tokens: readonly TemplateToken[], seam: number): boolean {
  return wanted.every((one, at) => {
    const other = tokens[at];
    if (other === undefined || (at !== seam && one.spaced !== other.spaced)) return false;
    return one.text === "<*>" ? other.variable || other.word : one.text === other.text;
  });
}

/** A template that a rule makes of another, with a fingerprint of its own. */
export interface Key {
  template: string;
  fingerprint: string;
}

/** The rule's template with the token as a variable, or without it. */
export function keyOf({ kind, template, position }: TokenRule): Key {
  const token = templateTokens(template)[position];
  if (token === undefined) return { template, fingerprint: madeFingerprint("key", template) };
  const [before, after] = [template.slice(0, token.start), template.slice(token.end)];
  if (kind !== "ignore") return keyOfText(template, `${before}<*>${after}`);
  const space = /\s$/.test(before) || /^\s/.test(after) ? " " : "";
  return keyOfText(template, `${before.trimEnd()}${space}${after.trimStart()}`.trim());
}

/**
 * A line of that shape may come some day: then it is of the same fingerprint. But where a value is kept as a constant, the masks
 * would take it away.
 */
export function keyOfText(template: string, text: string): Key {
  if (templateOfText(template).template === template) return templateOfText(text);
  return { template: text, fingerprint: madeFingerprint("key", text) };
}

/** The fingerprint of what no line has by itself. */
export function madeFingerprint(kind: "key" | "split" | "constant", text: string): string {
  return fingerprintOf(hashText(`${kind}\n${text}`));
}
