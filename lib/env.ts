import { z } from "zod";
import { AppError } from "./errors.ts";

const MIB = 1024 ** 2;

/** An empty variable counts as unset: `KEY=` in a file or `${KEY:-}` in compose means "none". */
const unsetWhenEmpty = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(unsetWhenEmpty, type.optional());
const withDefault = <T extends z.ZodType>(type: T, value: z.input<T>) =>
  z.preprocess((given) => unsetWhenEmpty(given) ?? value, type);
const httpUrl = z.url({ protocol: /^https?$/ });

/** Every variable that the program reads. `.env.example` documents each; a test compares the two. */
export const Env = z
  .object({
    NODE_ENV: withDefault(z.enum(["development", "production", "test"]), "development"),
    DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
    APP_URL: withDefault(httpUrl, "http://localhost:3000"),
    PORT: withDefault(z.coerce.number().int().min(1).max(65_535), 3000),
    WORKER_PORT: withDefault(z.coerce.number().int().min(1).max(65_535), 3001),
    WORKER_URL: optional(httpUrl),
    AUTH_SECRET: optional(
      z.string().min(32, "Use at least 32 characters, for instance from `openssl rand -base64 33`."),
    ),
    DATA_DIR: withDefault(z.string(), ".data"),
    GROQ_API_KEY: optional(z.string()),
    GROQ_BASE_URL: optional(httpUrl),
    AI_BASE_URL: optional(httpUrl),
    AI_API_KEY: optional(z.string()),
    AI_MODEL: optional(z.string()),
    AI_TIMEOUT_MS: withDefault(z.coerce.number().int().min(100).max(600_000), 60_000),
    INNGEST_EVENT_KEY: optional(z.string()),
    INNGEST_SIGNING_KEY: optional(z.string()),
    INNGEST_BASE_URL: optional(httpUrl),
    INNGEST_DEV: optional(z.string()),
    LOG_LEVEL: withDefault(z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]), "info"),
    MAX_UPLOAD_BYTES: withDefault(z.coerce.number().int().min(1), 2048 * MIB),
    MAX_EXPANDED_BYTES: withDefault(z.coerce.number().int().min(1), 2048 * MIB),
    METRICS_TOKEN: optional(z.string().min(16, "Use at least 16 characters.")),
    TRUST_PROXY: withDefault(z.stringbool(), "false"),
    RATE_LIMIT_FACTOR: withDefault(z.coerce.number().positive(), 1),
  })
  .refine((env) => env.AI_BASE_URL === undefined || env.AI_MODEL !== undefined, {
    path: ["AI_MODEL"],
    message: "Name the model to ask at AI_BASE_URL",
  });
export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/** The environment, parsed once on first use. Throws `unavailable` naming every variable that is wrong. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/** A variable without which the caller cannot work; throws `unavailable` naming it. */
export function requireEnv(name: keyof Env): string {
  const value = env()[name];
  if (value === undefined) throw new AppError("unavailable", `Set ${name}; .env.example says what it is.`);
  return String(value);
}

/** `env()` without the cache. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = Env.safeParse(source);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new AppError("unavailable", `The environment is not right. ${wrong.join("; ")}. See .env.example.`);
}
