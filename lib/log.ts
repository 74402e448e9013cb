import { AsyncLocalStorage } from "node:async_hooks";
import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "./env.ts";
import { redactSecrets } from "./redact.ts";

export type LogContext = Record<string, string | number>;

const context = new AsyncLocalStorage<LogContext>();
const HIDDEN = ["password", "secret", "token", "authorization", "cookie", "apiKey", "passwordHash"];

/** Every line logged while `work` runs, however deep, carries `fields` (a request id, a job id). */
export function withLogContext<T>(fields: LogContext, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

/** JSON lines with secrets hidden: fields by their names, the rest by their shapes. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => ({ ...context.getStore() }),
    redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
    hooks: { streamWrite: redactSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

let made: Logger | undefined;

/** The process's log; made on first use, so that importing this file reads no environment. */
export function log(): Logger {
  return (made ??= createLog(env().LOG_LEVEL));
}
