import Groq, { APIError as GroqError } from "groq-sdk";
import OpenAI, { APIError as OpenAIError } from "openai";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { answerJsonSchema } from "./answer.ts";
import type { Message } from "./prompt.ts";

/** Somebody who answers a conversation in the schema of `answer.ts`. Throws `upstream` in words for a person. */
export interface Provider {
  name: string;
  model: string;
  complete(messages: readonly Message[]): Promise<string>;
}

type ProviderEnv = Pick<
  Env,
  "GROQ_API_KEY" | "GROQ_BASE_URL" | "AI_BASE_URL" | "AI_API_KEY" | "AI_MODEL" | "AI_TIMEOUT_MS"
>;

const GROQ_MODEL = "openai/gpt-oss-120b";
const TEMPERATURE = 0.2;
const MAX_TOKENS = 4000;

/** The configured provider, or null when there is none. An address of your own (AI_BASE_URL) goes before Groq. */
export function providerOf(env: ProviderEnv): Provider | null {
  if (env.AI_BASE_URL !== undefined) return compatibleProvider(env.AI_BASE_URL, env);
  return env.GROQ_API_KEY === undefined ? null : groqProvider(env.GROQ_API_KEY, env);
}

function groqProvider(apiKey: string, env: ProviderEnv): Provider {
  const model = env.AI_MODEL ?? GROQ_MODEL;
  const timeout = env.AI_TIMEOUT_MS;
  const client = new Groq({ apiKey, baseURL: env.GROQ_BASE_URL ?? null, maxRetries: 0 });
  const ask = (messages: readonly Message[], signal: AbortSignal) =>
    client.chat.completions.create(
      {
        model,
        messages: [...messages],
        temperature: TEMPERATURE,
        max_completion_tokens: MAX_TOKENS,
        response_format: { type: "json_schema", json_schema: jsonSchema() },
      },
      { signal },
    );
  return {
    name: "Groq",
    model,
    complete: (messages) => answered("Groq", model, timeout, (signal) => ask(messages, signal)),
  };
}

/** Ollama, vLLM, LM Studio, OpenAI: whatever speaks `POST …/chat/completions` with `response_format: json_schema`. */
function compatibleProvider(baseURL: string, env: ProviderEnv): Provider {
  const name = new URL(baseURL).host;
  const model = env.AI_MODEL ?? "";
  const timeout = env.AI_TIMEOUT_MS;
  const client = new OpenAI({ apiKey: env.AI_API_KEY ?? "none", baseURL, maxRetries: 0 });
  const ask = (messages: readonly Message[], signal: AbortSignal) =>
    client.chat.completions.create(
      {
        model,
        messages: [...messages],
        temperature: TEMPERATURE,
        max_tokens: MAX_TOKENS,
        response_format: { type: "json_schema", json_schema: jsonSchema() },
      },
      { signal },
    );
  return { name, model, complete: (messages) => answered(name, model, timeout, (signal) => ask(messages, signal)) };
}

function jsonSchema() {
  return { name: "explanation", strict: true, schema: answerJsonSchema() };
}

interface Completion {
  choices?: { message?: { content?: string | null } }[];
}

async function answered(
  name: string,
  model: string,
  timeoutMs: number,
  ask: (signal: AbortSignal) => Promise<Completion>,
): Promise<string> {
  // The clients' own timeouts end with the headers; this one also ends an answer that stops in the middle
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const completion = await ask(signal);
    return completion.choices?.[0]?.message?.content ?? "";
  } catch (cause) {
    throw new AppError("upstream", describeFailure(name, model, signal.aborted ? timeoutMs : null, cause), { cause });
  }
}

function describeFailure(name: string, model: string, timedOutMs: number | null, cause: unknown): string {
  const builtIn = "The built-in explanation above needs no model.";
  if (timedOutMs !== null) {
    return `${name} did not answer within ${Math.round(timedOutMs / 100) / 10} seconds. Try again later. ${builtIn}`;
  }
  const status = cause instanceof GroqError || cause instanceof OpenAIError ? cause.status : undefined;
  switch (status) {
    case 401:
    case 403:
      return `${name} refused the API key. Whoever runs this server must check it. ${builtIn}`;
    case 404:
      return `${name} does not know the model ${model}. Whoever runs this server must check AI_MODEL and the address. ${builtIn}`;
    case 429:
      return `${name} takes no more requests just now. Try again in a minute. ${builtIn}`;
    case undefined:
      return `${name} cannot be reached. Try again later. ${builtIn}`;
    default:
      return `${name} answered with an error (${status}). Try again later. ${builtIn}`;
  }
}
