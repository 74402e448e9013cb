import type { Rule } from "../rule.ts";
import { http429 } from "./http-429.ts";
import { rateExceeded } from "./rate-exceeded.ts";

export const RATE_LIMIT: readonly Rule[] = [http429, rateExceeded];
