import { isKept } from "../../template/fingerprint.ts";
import { templateOfText } from "../../template/template.ts";
import { templateTokens } from "../../template/tokens.ts";
import { groupOf, type Aliases } from "../merge.ts";
import type { AppliedRule, KnownTemplate } from "./decide.ts";
import { keyOf, madeFingerprint, tokenPattern } from "./token-pattern.ts";

/** Where every template stands before rules join anything. Places go by fingerprints. */
export interface Board {
  /** Of a template: its automatic group, or a place of its own where a rule set it apart. */
  placeOf(fingerprint: string): string;
  /** Places that splits and constants made, with the rules that did. */
  apart: ReadonlyMap<string, readonly string[]>;
  texts: readonly Text[];
  titles: ReadonlyMap<string, string>;
}

/** What patterns are tried on: templates, titles of automatic groups, and what other rules make. */
export interface Text {
  place: string;
  template: string;
  /** Of a line's own template. */
  fingerprint?: string;
}

/** Not that of an exception, whose group is its types and frames, nor of the overflow. */
export function isOfMessage({ fingerprint, template }: Text): boolean {
  return fingerprint === undefined || isKept(fingerprint) || templateOfText(template).fingerprint === fingerprint;
}

export function createBoard(
  templates: readonly KnownTemplate[],
  aliases: Aliases,
  rules: readonly AppliedRule[],
): Board {
  const setApart = createApart(rules);
  const families = Object.values(aliases).flatMap(({ group, family }) => (family ? [[group, family] as const] : []));
  const titles = new Map(families.toSorted((a, b) => (a < b ? 1 : -1)));
  const places = new Map<string, string>();
  const apart = new Map<string, string[]>();
  const texts: Text[] = families.map(([place, template]) => ({ place, template }));
  for (const known of templates) {
    const own = setApart(known);
    const place = own?.place ?? groupOf(known.fingerprint, aliases);
    places.set(known.fingerprint, place);
    if (own !== null) apart.set(place, own.rules);
    if (own !== null) titles.set(place, own.title);
    else if (place === known.fingerprint && !titles.has(place)) titles.set(place, known.template);
    if (own?.split !== true) texts.push({ place, ...known });
  }
  for (const { rule } of rules)
    if (rule.kind === "variable" || rule.kind === "ignore") {
      const { fingerprint, template } = keyOf(rule);
      texts.push({ place: fingerprint, template });
    }
  return { placeOf: (fingerprint) => places.get(fingerprint) ?? fingerprint, apart, texts, titles };
}

interface Apart {
  place: string;
  title: string;
  rules: string[];
  split: boolean;
}

function createApart(rules: readonly AppliedRule[]): (known: KnownTemplate) => Apart | null {
  const splits = new Map<string, string[]>();
  for (const { id, rule } of rules)
    if (rule.kind === "split") splits.set(rule.fingerprint, [...(splits.get(rule.fingerprint) ?? []), id]);
  const constants = rules
    .flatMap(({ id, rule }) => (rule.kind === "constant" ? [{ id, rule, pattern: tokenPattern(rule) }] : []))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return ({ fingerprint, template }) => {
    const ids = splits.get(fingerprint);
    if (ids !== undefined)
      return { place: madeFingerprint("split", fingerprint), title: template, rules: ids, split: true };
    // A word that was merged late: the rule wants it kept.
    const kept = constants.filter(({ pattern }) => /[^<*>]/.test(pattern.match(template) ?? ""));
    const [first] = kept;
    if (first === undefined || isKept(fingerprint)) return null;
    const title = withTokens(
      first.rule.template,
      template,
      kept.map(({ rule }) => rule.position),
    );
    return { place: madeFingerprint("constant", title), title, rules: kept.map(({ id }) => id), split: false };
  };
}

/** The pattern with the tokens that the template has at these positions. */
function withTokens(pattern: string, template: string, positions: readonly number[]): string {
  const own = templateTokens(template);
  let out = "";
  let end = 0;
  for (const [at, token] of templateTokens(pattern).entries()) {
    if (!positions.includes(at)) continue;
    out += `${pattern.slice(end, token.start)}${own[at]?.text ?? token.text}`;
    end = token.end;
  }
  return out + pattern.slice(end);
}
