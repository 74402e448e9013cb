import type { Rule } from "../rule.ts";
import { cloudThrottling } from "./cloud-throttling.ts";
import { http429 } from "./http-429.ts";
import { logSuppression } from "./log-suppression.ts";
import { mailRate } from "./mail-rate.ts";
import { ownLimiter } from "./own-limiter.ts";
import { providerQuota } from "./provider-quota.ts";
import { rateExceeded } from "./rate-exceeded.ts";

export const RATE_LIMIT: readonly Rule[] = [
  cloudThrottling,
  providerQuota,
  ownLimiter,
  mailRate,
  logSuppression,
  http429,
  rateExceeded,
];
