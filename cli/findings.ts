import { conclude } from "#engine";
import type { Arguments } from "./arguments.ts";
import { exitCodeOf } from "./exit-code.ts";
import { findingJson } from "./json-events.ts";
import { LineWriter } from "./output.ts";
import { readRules } from "./rules.ts";
import { readAll, withSources } from "./sources.ts";

export async function findings(args: Arguments): Promise<number> {
  const options = { zone: args.zone, receivedAt: new Date().toISOString(), rules: await readRules(args.rules) };
  const analysis = await withSources(args.files, async (sources) =>
    conclude((await readAll(sources, options)).digest()),
  );
  const out = new LineWriter();
  for (const finding of analysis.findings) await out.write(findingJson(finding));
  await out.flush();
  return exitCodeOf(analysis.findings);
}
