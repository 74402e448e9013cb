import { conclude } from "#engine";
import type { Arguments } from "./arguments.ts";
import { exitCodeOf } from "./exit-code.ts";
import { renderAnalysis } from "./render.ts";
import { readRules } from "./rules.ts";
import { readAll, withSources } from "./sources.ts";

export async function analyze(args: Arguments): Promise<number> {
  const options = { zone: args.zone, receivedAt: new Date().toISOString(), rules: await readRules(args.rules) };
  const digest = await withSources(args.files, async (sources) => (await readAll(sources, options)).digest());
  const analysis = conclude(digest);
  const { tally, sources, overflow } = digest;
  if (args.json) {
    const { groups: before, ...totals } = tally;
    const all = {
      engineVersion: digest.engineVersion,
      ...totals,
      templates: before.length,
      overflow,
      sources,
      ...analysis,
    };
    process.stdout.write(`${JSON.stringify(all)}\n`);
  } else {
    process.stdout.write(renderAnalysis(digest, analysis, { color: args.color, width: process.stdout.columns ?? 100 }));
  }
  return exitCodeOf(analysis.findings);
}
