/** `node scripts/write-samples.ts`: writes the ready-made files of `samples/`. They change only when a scenario does. */
import { writeFileSync } from "node:fs";
import { generateScenario, textOf, type Line } from "#samples/scenarios.ts";

const START = "2026-11-17T02:00:00Z";

/** One file of one scenario. */
function single(id: string, file: string, events: number): string {
  const found = generateScenario(id, { seed: 7, events, startAt: START }).files.find(({ name }) => name === file);
  if (found === undefined) throw new RangeError(`${id} has no file ${file}`);
  return textOf(found);
}

/** All files of a scenario as `docker compose logs` prints them: interleaved, each line behind its container's name. */
function compose(id: string, events: number): string {
  const { files } = generateScenario(id, { seed: 7, events, startAt: START });
  const width = Math.max(...files.map(({ name }) => container(name).length));
  const lines = files.flatMap((file) =>
    Array.from(file.records(), (line) => ({ ...line, from: container(file.name) })),
  );
  return lines
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ text, from }: Line & { from: string }) =>
      text.split("\n").map((line) => `${from.padEnd(width)} | ${line}\n`),
    )
    .join("");
}

const container = (file: string): string => `${file.slice(0, file.indexOf("."))}-1`;

const samples = {
  "failover-compose.log": compose("database-failover", 150),
  "booking-out-of-memory.log": single("memory-leak", "booking.log", 500),
  "payment-provider.log": single("payment-outage", "wallet.ndjson", 1500),
};
for (const [name, text] of Object.entries(samples)) writeFileSync(new URL(`../samples/${name}`, import.meta.url), text);
