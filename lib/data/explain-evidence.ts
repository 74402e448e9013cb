import type { ExplainContext, Explanation, Finding, GroupDigest } from "#engine";
import type { EvidencePack } from "#lib/llm/evidence-pack.ts";

/** An evidence pack before its lines are read. */
export type Evidence = Omit<EvidencePack, "lines"> & { seqs: number[] };

const MAX_SEQS = 30;

type Context = Pick<ExplainContext, "events" | "findings" | "story">;

/** What a model may be told of a group: its exact counts, and the lines that the built-in explanation stands on. Pure. */
export function evidenceOfGroup(group: GroupDigest, context: Context, builtIn: Explanation): Evidence {
  const findings = context.findings.filter((finding) => finding.groups.includes(group.fingerprint));
  return {
    kind: "group",
    title: group.template,
    template: group.template,
    facts: [
      ...countFacts(group.count, context.events, group.firstMs, group.lastMs),
      ...Object.entries(group.levels).map(([level, count]) => ({ name: `Events of level ${level}`, value: count })),
      ...Object.entries(group.services).map(([service, count]) => ({
        name: `Events of service ${service}`,
        value: count,
      })),
      ...findings.map((finding) => ({ name: `Finding of rule ${finding.rule}`, value: finding.severity })),
      ...storyFacts(context),
    ],
    seqs: pick(
      group.examples.map(({ seq }) => seq),
      [group.firstSeq, group.lastSeq],
      builtIn.evidence,
    ),
  };
}

/** The same for a finding. Pure. */
export function evidenceOfFinding(
  finding: Finding,
  groups: readonly GroupDigest[],
  context: Context,
  builtIn: Explanation,
): Evidence {
  return {
    kind: "finding",
    title: finding.title,
    template: groups[0]?.template ?? "",
    facts: [
      { name: "Rule", value: finding.rule },
      { name: "Severity", value: finding.severity },
      { name: "Confidence", value: finding.confidence },
      ...countFacts(finding.count, context.events, finding.firstMs, finding.lastMs),
      { name: "Services", value: finding.services.length },
      { name: "Groups matched", value: groups.length },
      ...groups.slice(0, 5).map((group) => ({ name: `Events of the shape ${group.template}`, value: group.count })),
      ...storyFacts(context),
    ],
    seqs: pick(
      finding.evidence,
      finding.counterEvidence.map(({ seq }) => seq),
      [finding.firstSeq, finding.lastSeq],
      builtIn.evidence,
    ),
  };
}

function countFacts(count: number, events: number, firstMs: number | null, lastMs: number | null) {
  const facts: EvidencePack["facts"] = [
    { name: "Events", value: count },
    { name: "Events in the whole log", value: events },
    { name: "Share of all events", value: `${((100 * count) / Math.max(1, events)).toFixed(1)} %` },
  ];
  if (firstMs !== null && lastMs !== null) {
    facts.push(
      { name: "First", value: new Date(firstMs).toISOString() },
      { name: "Last", value: new Date(lastMs).toISOString() },
      { name: "Seconds from first to last", value: Math.round((lastMs - firstMs) / 1000) },
    );
  }
  return facts;
}

function storyFacts({ story, findings }: Context): EvidencePack["facts"] {
  return [
    { name: "Findings in the whole log", value: findings.length },
    { name: "Real incident, by the rules", value: story.incident ? "yes" : "no" },
    ...(story.firstDomino === null ? [] : [{ name: "First to fail, by the rules", value: story.firstDomino.service }]),
  ];
}

/** The most telling first; at most 30, ascending. */
function pick(...lists: readonly (readonly number[])[]): number[] {
  return [...new Set(lists.flat())].slice(0, MAX_SEQS).toSorted((a, b) => a - b);
}
