import { conclude, diffGroups, type Analysis, type Digest, type Finding, type GroupComparison } from "#engine";
import type { Arguments } from "./arguments.ts";
import { renderDifference } from "./render-difference.ts";
import { readAll, withSources } from "./sources.ts";
import { CliError } from "./usage.ts";

/** Two logs compared: groups, rates, values, findings. */
export interface Difference {
  before: { name: string; events: number };
  after: { name: string; events: number };
  groups: GroupComparison;
  findings: { new: Finding[]; gone: Finding[] };
}

/** As diff(1): 0 nothing is different, 1 something is. */
export async function diff(args: Arguments): Promise<number> {
  const [before, after, ...more] = args.files;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new CliError("diff compares two files: the log of before, then that of after.", true);
  }
  const options = { zone: args.zone, receivedAt: new Date().toISOString() };
  const digestOf = (file: string) => withSources([file], async (sources) => (await readAll(sources, options)).digest());
  const difference = compare(
    { name: before, digest: await digestOf(before) },
    { name: after, digest: await digestOf(after) },
  );
  process.stdout.write(
    args.json
      ? `${JSON.stringify(difference)}\n`
      : renderDifference(difference, { color: args.color, width: process.stdout.columns ?? 100 }),
  );
  return isSame(difference) ? 0 : 1;
}

interface Log {
  name: string;
  digest: Digest;
}

function compare(before: Log, after: Log): Difference {
  const [a, b] = concludeBoth(before.digest, after.digest);
  return {
    before: { name: before.name, events: before.digest.tally.events },
    after: { name: after.name, events: after.digest.tally.events },
    groups: diffGroups(
      { events: before.digest.tally.events, groups: a.groups },
      { events: after.digest.tally.events, groups: b.groups },
    ),
    findings: { new: without(b.findings, a.findings), gone: without(a.findings, b.findings) },
  };
}

/** Both with the merges of both, so that a group is the same on either side. */
function concludeBoth(before: Digest, after: Digest): [Analysis, Analysis] {
  const first = conclude(before).aliases;
  const aliases = { ...first, ...conclude(after, { aliases: first }).aliases };
  return [conclude(before, { aliases }), conclude(after, { aliases })];
}

/** What one side found and the other did not: the same rule in the same services is the same finding. */
function without(found: readonly Finding[], others: readonly Finding[]): Finding[] {
  const keyOf = ({ rule, services }: Finding) => [rule, ...services.toSorted()].join(" ");
  const known = new Set(others.map(keyOf));
  return found.filter((finding) => !known.has(keyOf(finding)));
}

function isSame({ groups, findings }: Difference): boolean {
  return [...Object.values(groups), ...Object.values(findings)].every((list: readonly unknown[]) => list.length === 0);
}
