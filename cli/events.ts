import { conclude, type Analysis } from "#engine";
import type { Arguments } from "./arguments.ts";
import { eventJson } from "./json-events.ts";
import { LineWriter } from "./output.ts";
import { readAll, withSources } from "./sources.ts";

/** Two passes: the late merges that give each event its final group are known only after the first. Memory stays flat. */
export async function events(args: Arguments): Promise<number> {
  const options = { zone: args.zone, receivedAt: new Date().toISOString() };
  const out = new LineWriter();
  await withSources(args.files, async (sources) => {
    const groupOf = finalGroups(conclude((await readAll(sources, options)).digest()));
    await readAll(sources, options, async (read) => {
      for (const event of read) await out.write(eventJson(event, groupOf));
    });
    await out.flush();
  });
  return 0;
}

/** fingerprint → fingerprint of the group it ends in. */
export function finalGroups(analysis: Analysis): Map<string, string> {
  return new Map(
    analysis.groups.flatMap((group) => group.members.map((member) => [member, group.fingerprint] as const)),
  );
}
