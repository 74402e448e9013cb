import { readFile } from "node:fs/promises";
import type { Rule } from "#engine";
import { MAX_RULE_TEXT, readRuleText } from "#contracts/rule-text.ts";
import { CliError } from "./usage.ts";

/**
 * The project's own rules of YAML files, as its settings take them; a file may hold several, parted by `---`. Every rule passes its own
 * samples, or the first thing that is wrong is said at its place: `rules.yaml:5: severity is one of …`.
 */
export async function readRules(paths: readonly string[]): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const path of paths) {
    for (const rule of rulesOf(path, await textOf(path))) {
      if (rules.some(({ id }) => id === rule.id)) throw new CliError(`${path}: there are two rules ${rule.id}.`);
      rules.push(rule);
    }
  }
  return rules;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(`${path}: ${code === "ENOENT" ? "there is no such file" : message}.`);
  }
}

function rulesOf(path: string, text: string): Rule[] {
  let before = 0;
  const found = text.split(PARTING).flatMap((part) => {
    const first = before;
    before += part.split("\n").length;
    if (!/^[^#\s]/m.test(part)) return [];
    if (part.length > MAX_RULE_TEXT)
      throw new CliError(`${path}:${first + 1}: a rule has at most ${MAX_RULE_TEXT} characters.`);
    const { rule, problems } = readRuleText(part);
    const [problem] = problems;
    if (rule === null)
      throw new CliError(`${path}:${first + (problem?.line ?? 1)}: ${problem?.message ?? "this is no rule"}`);
    return rule;
  });
  if (found.length === 0) throw new CliError(`${path}: there is no rule in it.`);
  return found;
}

const PARTING = /^---[ \t]*\r?$\n?/m;
