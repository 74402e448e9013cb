import { createAnalyser } from "./analyse.ts";
import { piecesOf, sizeOf } from "./pieces.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import { createRowFinder } from "./rows.ts";

// Analyses off the page's thread, one at a time: another ends the one before. The worker lives as long as the page, so that all
// of its script is here before anything is pasted.
const PROGRESS_MS = 80;
const FIRST_RESULT_MS = 500;

let analyser: ReturnType<typeof createAnalyser> | null = null;
let finder: ReturnType<typeof createRowFinder> | null = null;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "start") void analyse(data);
  else if (data.type === "stop") analyser?.stop();
  else if (finder !== null && data.type === "rows") {
    send({ type: "rows", request: data.request, ...finder.page(data.filter, data.offset, data.limit) });
  } else if (finder !== null && data.type === "place") {
    send({ type: "place", request: data.request, index: finder.placeOf(data.filter, data.seq) });
  }
});

send({ type: "ready" });

async function analyse({ run, inputs, receivedAt }: ToWorker & { type: "start" }): Promise<void> {
  analyser?.stop();
  const current = createAnalyser(receivedAt);
  analyser = current;
  finder = createRowFinder(current.rows);
  const totalBytes = sizeOf(inputs);
  const startedAt = performance.now();
  const tell = (stage: "read" | "conclude" | "done") =>
    send({
      type: "progress",
      run,
      progress: { stage, totalBytes, tookMs: performance.now() - startedAt, ...current.progress() },
    });
  const publish = (partial: boolean) => send({ type: "result", run, result: current.result(partial) });
  const pace = createPace(() => publish(true));
  let toldAt = 0;
  let failure: string | null = null;
  try {
    await current.read(piecesOf(inputs), async () => {
      if (performance.now() - toldAt < PROGRESS_MS) return;
      tell("read");
      pace();
      await breathe();
      toldAt = performance.now();
    });
  } catch (error) {
    failure = reasonOf(error);
  }
  if (analyser !== current) return;
  tell("conclude");
  await breathe();
  if (current.progress().events > 0) publish(failure !== null);
  if (failure !== null) send({ type: "failed", run, message: failure });
  tell("done");
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  console.error(error);
  return "The analysis broke off. Keep the log in a project to try it there.";
}

/** Partial results cost time themselves: the next comes when ten times that has passed. */
function createPace(publish: () => void): () => void {
  let nextAt = performance.now() + FIRST_RESULT_MS;
  return () => {
    const startedAt = performance.now();
    if (startedAt < nextAt) return;
    publish();
    nextAt = performance.now() + Math.max(FIRST_RESULT_MS, 10 * (performance.now() - startedAt));
  };
}

/** Lets waiting messages (`stop`, list requests) be heard. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

function send(message: FromWorker): void {
  postMessage(message);
}
