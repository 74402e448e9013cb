import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { readCustomRule, type Problem, type Rule, type SampleResult } from "#engine";

/** What a rule's text may have at most. */
export const MAX_RULE_TEXT = 64_000;

/** A problem at its place in the text; both counts begin at 1. */
export interface TextProblem {
  line: number;
  column: number;
  message: string;
}

export interface RuleText {
  /** Null where there are problems. */
  rule: Rule | null;
  problems: TextProblem[];
  /** Empty until the rule can be read; each at its line. */
  samples: (SampleResult & { line: number })[];
}

/** Reads a rule in YAML and tries it on its own samples. The same in a browser and on the server; never throws. */
export function readRuleText(text: string): RuleText {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [broken] = document.errors;
    if (broken !== undefined) return refused({ ...placeAt(lines, broken.pos[0]), message: broken.message });
    const { rule, problems, samples } = readCustomRule(document.toJS({ maxAliasCount: 20 }));
    return {
      rule,
      problems: problems.map(({ path, message }) => ({ ...placeOf(document, lines, path), message })),
      samples: samples.map((sample) => ({
        ...sample,
        line: placeOf(document, lines, [sample.list, sample.index]).line,
      })),
    };
  } catch (error) {
    return refused({ line: 1, column: 1, message: error instanceof Error ? error.message : "not YAML" });
  }
}

const refused = (problem: TextProblem): RuleText => ({ rule: null, problems: [problem], samples: [] });

/** Where a path leads, or as far as it leads: what is missing is reported at what it is missing from. */
function placeOf(document: Document, lines: LineCounter, path: Problem["path"]): Pick<TextProblem, "line" | "column"> {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return placeAt(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function placeAt(lines: LineCounter, offset: number): Pick<TextProblem, "line" | "column"> {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
