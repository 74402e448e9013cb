import type { z } from "zod";
import type { createIngestion as endpoint, DemoScenario, Ingestion } from "#contracts/ingestion.ts";
import type { Answer } from "#contracts/endpoint.ts";
import { pathOfIngestion } from "#lib/data/ingestions.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import type { Scope } from "#lib/scope.ts";
import { generateScenario, SCENARIOS } from "#samples/scenarios.ts";
import { boundaryOf, filesOf } from "./multipart.ts";
import { receive, type Upload } from "./receive.ts";

interface CreateInput {
  projectId: string;
  name?: string | undefined;
  source?: string | undefined;
  origin: "paste" | "upload" | "api";
  request: Request;
}

/** Takes a log as the body of a request: as it is, or as multipart/form-data with several files. */
export async function createIngestion(scope: Scope, input: CreateInput): Promise<Answer<typeof endpoint>> {
  const { request, projectId, name, origin } = input;
  if (request.body === null) throw new AppError("unprocessable", "The body is empty: send the log as the body.");
  const boundary = boundaryOf(request.headers.get("content-type"));
  const body = limited(request.body, env().MAX_UPLOAD_BYTES);
  const uploads =
    boundary === null ? one({ name: input.source || DEFAULT_NAMES[origin], bytes: body }) : filesOf(body, boundary);
  const ingestion = await receive(scope, projectId, { name: name || undefined, origin }, some(uploads));
  const page = await pathOfIngestion(scope, { projectId, ingestionId: ingestion.id });
  return { ...ingestion, url: new URL(page, env().APP_URL).href };
}

/** Makes an ingestion from a demo scenario; the same seed and size give the same text. */
export function createDemo(
  scope: Scope,
  input: { projectId: string; scenario: string; seed: number; events: number },
): Promise<z.input<typeof Ingestion>> {
  const scenario = SCENARIOS.find(({ id }) => id === input.scenario);
  if (scenario === undefined) throw new AppError("not_found", `There is no demo scenario "${input.scenario}".`);
  const startAt = new Date(Date.now() - DAY_MS).toISOString();
  const { files, key } = generateScenario(scenario.id, { seed: input.seed, events: input.events, startAt });
  const about = { name: scenario.title, origin: "demo" as const, scenario: { id: scenario.id, answerKey: key } };
  return receive(scope, input.projectId, about, demoFiles(files));
}

export async function listScenarios(): Promise<{ items: z.input<typeof DemoScenario>[] }> {
  return {
    items: SCENARIOS.map(({ id, title, summary, services }) => ({ id, title, summary, services: [...services] })),
  };
}

const DAY_MS = 86_400_000;
const DEFAULT_NAMES = { paste: "pasted.log", upload: "upload.log", api: "api.log" };

async function* one(upload: Upload): AsyncGenerator<Upload> {
  yield upload;
}

/** At least one file, or a clear answer. */
async function* some(uploads: AsyncIterable<Upload>): AsyncGenerator<Upload> {
  let any = false;
  for await (const upload of uploads) {
    any = true;
    yield upload;
  }
  if (!any) throw new AppError("unprocessable", "The upload holds no file: choose one and send it again.");
}

async function* demoFiles(files: ReturnType<typeof generateScenario>["files"]): AsyncGenerator<Upload> {
  for (const file of files) yield { name: file.name, bytes: encoded(file.chunks()) };
}

async function* encoded(chunks: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

/** Counts what really arrives: a `Content-Length` may be missing or a lie. */
async function* limited(body: ReadableStream<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) break;
      yield chunk;
    }
  } catch (error) {
    throw new AppError("unprocessable", "The upload was cut off. Send it again.", { cause: error });
  }
  if (bytes > maxBytes) {
    const limit = Math.floor(maxBytes / 1024 ** 2).toLocaleString("en");
    throw new AppError(
      "too_large",
      `The upload is larger than ${limit} MB. Compress it, or send its parts one by one.`,
    );
  }
}
