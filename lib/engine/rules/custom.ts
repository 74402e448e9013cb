import { ruleOf } from "./catalog.ts";
import { compileRule, type Problem } from "./document.ts";
import { findingsIn } from "./samples.ts";
import type { Rule } from "./rule.ts";

/** What a rule made of one of its own samples. */
export interface SampleResult {
  /** Its place in `fires` or `silent`. */
  list: "fires" | "silent";
  index: number;
  text: string;
  fired: boolean;
  /** As it must. */
  passed: boolean;
}

/** What became of a project's own rule: the rule, or every problem in words its author can act on. */
export interface CustomRule {
  /** Null where there are problems. */
  rule: Rule | null;
  problems: readonly Problem[];
  /** Empty while the document cannot be read. */
  samples: readonly SampleResult[];
}

/**
 * Reads a project's own rule from a parsed document (its shape: `RuleDocument`) and tries it on its own samples, each read as a source of
 * its own. Never throws.
 */
export function readCustomRule(document: unknown): CustomRule {
  const { rule, problems } = compileRule(document);
  const lacking = [...problems, ...(rule === null ? [] : lacksOf(rule))];
  if (rule === null || lacking.length > 0) return { rule: null, problems: lacking, samples: [] };
  const samples = (["fires", "silent"] as const).flatMap((list) =>
    rule[list].map((text, index): SampleResult => {
      const fired = findingsIn(text, [rule]).length > 0;
      return { list, index, text, fired, passed: fired === (list === "fires") };
    }),
  );
  const failed = samples.filter(({ passed }) => !passed);
  return { rule: failed.length > 0 ? null : rule, problems: failed.map((sample) => problemOf(sample)), samples };
}

const problemOf = ({ list, index, text, fired }: SampleResult): Problem => ({
  path: [list, index],
  message: `${fired ? "fires on" : "does not fire on"}: ${text.slice(0, 120)}`,
});

function lacksOf({ id, fires, silent }: Rule): Problem[] {
  const lacks: [boolean, string, string][] = [
    [ruleOf(id) !== null, "id", `${id} is a built-in rule`],
    [fires.length === 0, "fires", "fires needs at least one line on which the rule must fire"],
    [silent.length === 0, "silent", "silent needs at least one look-alike on which it must not"],
  ];
  return lacks.filter(([lacking]) => lacking).map(([, field, message]) => ({ path: [field], message }));
}
