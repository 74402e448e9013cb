/**
 * `npm run bench:story [-- --events=2000 --seeds=5 --only=id --verbose]`: every demo scenario under several seeds. Prints
 * keyed findings present, forbidden ones reported, first domino, order, verdict, and abstention on shuffled times.
 */
import { parseArgs } from "node:util";
import { analyse, type LogFile } from "#samples/analyse.ts";
import { generateScenario, SCENARIOS, type AnswerKey, type SampleFile } from "#samples/scenarios.ts";
import { shuffleLines, swapAndSort, swapTimes } from "./shuffle.ts";
import type { Analysis } from "#engine";

const START = "2026-11-17T02:00:00Z";
const RECEIVED = "2026-11-18T09:00:00Z";
const SHUFFLES = { lines: shuffleLines, times: swapTimes, sorted: swapAndSort };

interface Score {
  keyed: number;
  present: number;
  forbidden: string[];
  missed: string[];
  domino: boolean;
  told: string;
  incident: boolean;
  ordered: boolean;
  abstained: Record<keyof typeof SHUFFLES, boolean>;
}

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "2000" },
    seeds: { type: "string", default: "5" },
    only: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

const ids = SCENARIOS.map(({ id }) => id).filter((id) => values.only === undefined || id === values.only);
const scores: Score[] = [];
console.log("scenario              found  forbid  domino  incident  order  shuffled: lines times sorted");
for (const id of ids) {
  const own = Array.from({ length: Number(values.seeds) }, (_, seed) => scoreOf(id, seed + 1));
  scores.push(...own);
  report(id, own);
}
summary(scores);

function scoreOf(id: string, seed: number): Score {
  const { files, key } = generateScenario(id, { seed, events: Number(values.events), startAt: START });
  const { analysis } = analyse(files, RECEIVED);
  const abstained = { lines: true, times: true, sorted: true };
  for (const how of Object.keys(SHUFFLES) as (keyof typeof SHUFFLES)[]) {
    abstained[how] =
      analyse(
        files.map((file) => shuffled(file, how, seed)),
        RECEIVED,
      ).analysis.story.firstDomino === null;
  }
  return { ...judged(analysis, key), abstained };
}

function shuffled(file: SampleFile, how: keyof typeof SHUFFLES, seed: number): LogFile {
  const text = `${SHUFFLES[how](
    Array.from(file.records(), ({ text }) => text),
    seed,
  ).join("\n")}\n`;
  return { name: file.name, chunks: () => [text] };
}

function judged({ findings, story }: Analysis, key: AnswerKey): Omit<Score, "abstained"> {
  const has = ({ category, service }: AnswerKey["findings"][number]) =>
    findings.some((finding) => finding.category === category && serviceNames(finding).includes(service));
  const missed = key.findings.filter((wanted) => !has(wanted)).map(({ category, service }) => `${category}@${service}`);
  const domino = story.firstDomino;
  const places = key.order.map((service) => story.order.findIndex((one) => one.service === service));
  return {
    keyed: key.findings.length,
    present: key.findings.length - missed.length,
    missed,
    forbidden: findings.filter(({ category }) => key.forbidden.includes(category)).map(({ rule }) => rule),
    domino: domino?.service === key.firstDomino?.service && domino?.category === key.firstDomino?.category,
    told:
      domino === null ? `abstained: ${story.abstained}` : `${domino.category}@${domino.service} ${domino.confidence}`,
    incident: story.incident === key.incident,
    ordered: places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? -1))),
  };
}

function serviceNames(finding: Analysis["findings"][number]): string[] {
  return [...finding.services, ...(finding.starts ?? []).map(({ service }) => service)];
}

function report(id: string, own: readonly Score[]): void {
  const share = (of: (score: Score) => boolean) => `${own.filter(of).length}/${own.length}`;
  const kinds = ["lines", "times", "sorted"] as const;
  console.log(
    [
      id.padEnd(20),
      `${own.reduce((n, s) => n + s.present, 0)}/${own.reduce((n, s) => n + s.keyed, 0)}`.padStart(6),
      String(own.reduce((n, s) => n + s.forbidden.length, 0)).padStart(6),
      share((s) => s.domino).padStart(8),
      share((s) => s.incident).padStart(8),
      share((s) => s.ordered).padStart(7),
      ...kinds.map((how) => share((s) => s.abstained[how]).padStart(7)),
    ].join(" "),
  );
  for (const [i, score] of own.entries()) {
    if (!values.verbose && i > 0) break;
    const wrong = [
      ...score.missed.map((text) => `missed ${text}`),
      ...score.forbidden.map((text) => `forbidden ${text}`),
      ...(score.domino ? [] : [`told ${score.told}`]),
    ];
    if (wrong.length > 0) console.log(`  seed ${i + 1}: ${wrong.join("; ")}`);
  }
}

function summary(all: readonly Score[]): void {
  const share = (of: (score: Score) => boolean) => (all.filter(of).length / all.length).toFixed(3);
  console.log(
    `\nall keyed findings ${share((s) => s.missed.length === 0)}, nothing forbidden ${share((s) => s.forbidden.length === 0)}, first domino ${share((s) => s.domino)}, ` +
      `incident ${share((s) => s.incident)}, order ${share((s) => s.ordered)}, abstains when shuffled ${share((s) => Object.values(s.abstained).every(Boolean))}`,
  );
}
