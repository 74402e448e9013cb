import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "./env.ts";
import { AppError } from "./errors.ts";
import { singleton } from "./singleton.ts";

/** Points within a window of seconds, for each caller. Counted per process; RATE_LIMIT_FACTOR multiplies all. */
const LIMITS = {
  read: { points: 1200, seconds: 60 },
  write: { points: 240, seconds: 60 },
  ingest: { points: 120, seconds: 60 },
  model: { points: 20, seconds: 60 },
  public: { points: 240, seconds: 60 },
  "bad credentials": { points: 60, seconds: 60 },
  "sign-in to account": { points: 10, seconds: 900 },
  "sign-in from address": { points: 100, seconds: 900 },
  "sign-up": { points: 60, seconds: 3600 },
  "password reset": { points: 5, seconds: 3600 },
} as const;
export type LimitName = keyof typeof LIMITS;

export class RateLimitError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super("rate_limited", `Too many requests: try again in ${describe(retryAfterSeconds)}.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Counts one use by `who`; throws `RateLimitError` when the window has none left. */
export async function countUse(limit: LimitName, who: string): Promise<void> {
  try {
    await limiterOf(limit).consume(who);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new RateLimitError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
  }
}

/** Forgets the uses by `who`: a right password ends the count of wrong ones. */
export async function forgetUses(limit: LimitName, who: string): Promise<void> {
  await limiterOf(limit).delete(who);
}

/**
 * The caller's address for limits. Behind a trusted proxy the entry that the proxy added; otherwise what Next put into the
 * header, which a direct caller can forge: limits that protect an account count by account as well.
 */
export function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

function limiterOf(limit: LimitName): RateLimiterMemory {
  return singleton(`rate-limit.${limit}`, () => {
    const { points, seconds } = LIMITS[limit];
    return new RateLimiterMemory({
      points: Math.max(1, Math.round(points * env().RATE_LIMIT_FACTOR)),
      duration: seconds,
    });
  });
}

function describe(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
