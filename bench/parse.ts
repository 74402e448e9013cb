/**
 * How fast the reader reads, parse only, one thread: `node bench/parse.ts [name]`. Lines are made up here, so it runs anywhere. CPU time counts, not the
 * clock, as neighbours on the machine would.
 */
import { createReader, createSurvey } from "#engine";

const LINES = 200_000;
const CHUNK = 65_536;
const pad = (n: number, width = 2): string => String(n).padStart(width, "0");
const clock = (i: number): string => `${pad(Math.floor(i / 3600) % 24)}:${pad(Math.floor(i / 60) % 60)}:${pad(i % 60)}`;

const SOURCES: Readonly<Record<string, (i: number) => string>> = {
  logback: (i) =>
    `2024-05-02 ${clock(i)},${pad(i % 1000, 3)} [worker-${i % 8}] INFO  com.example.Cart - item ${i} is in stock`,
  hdfs: (i) => `240502 ${clock(i).replaceAll(":", "")} ${i % 400} INFO dfs.DataNode$Receiver: block blk_${i} received`,
  syslog: (i) =>
    `May  2 ${clock(i)} gate sshd[${i % 9000}]: Failed password for root from 192.0.2.${i % 250} port ${i % 60_000} ssh2`,
  nginx: (i) =>
    `192.0.2.${i % 250} - - [02/May/2024:${clock(i)} +0000] "GET /items/${i} HTTP/1.1" ${i % 50 === 0 ? 502 : 200} ${i % 5000} "-" "curl/8.1"`,
  postgres: (i) =>
    `2024-05-02 ${clock(i)}.250 UTC [${i % 900}] dana@shop LOG:  duration: ${i % 900}.1 ms  statement: select ${i}`,
  plain: (i) => `processed order ${i} in ${i % 90} ms`,
  trace: (i) =>
    i % 30 === 0
      ? `2024-05-02 ${clock(i)} ERROR shop.Cart: failed`
      : `\tat com.example.Cart.add${i % 30}(Cart.java:${i % 300})`,
  json: (i) =>
    `{"time":"2024-05-02T${clock(i)}.250Z","level":"info","service":"checkout","msg":"order ${i} is paid","order":${i},"ms":${i % 900},"user":{"id":${i % 50}}}`,
  logfmt: (i) => `time=2024-05-02T${clock(i)}Z level=info msg="order ${i} is paid" order=${i} service=checkout`,
};

const [only] = process.argv.slice(2);
for (const [name, line] of Object.entries(SOURCES)) if (only === undefined || only === name) report(name, line);
const names = Object.values(SOURCES);
// runs of lines of one kind, as a file has that many programs wrote into
if (only === undefined) report("mixed", (i) => names[Math.floor(i / 500) % names.length]?.(i) ?? "");

function report(name: string, line: (i: number) => string): void {
  const bytes = new TextEncoder().encode(Array.from({ length: LINES }, (_, i) => line(i)).join("\n"));
  const survey = createSurvey({ name, receivedAt: "2024-06-01T00:00:00Z" });
  survey.push(bytes.subarray(0, CHUNK));
  const profile = survey.finish();
  let best = Number.POSITIVE_INFINITY;
  let events = 0;
  for (let round = 0; round < 4; round += 1) {
    const start = process.cpuUsage().user;
    const reader = createReader(profile);
    events = 0;
    for (let at = 0; at < bytes.length; at += CHUNK) events += reader.push(bytes.subarray(at, at + CHUNK)).length;
    events += reader.end().length;
    best = Math.min(best, (process.cpuUsage().user - start) / 1e6);
  }
  const rate = Math.round(LINES / best / 1000);
  console.log(
    `${name.padEnd(10)}${String(rate).padStart(6)}k lines/s ${String(Math.round(bytes.length / 1e6 / best)).padStart(5)} MB/s ${String(events).padStart(9)} events  ${profile.formats[0]?.id ?? "text"}`,
  );
}
