import type { Rule } from "../rule.ts";
import { refused } from "./refused.ts";
import { upstreamRefused } from "./upstream-refused.ts";

export const CONNECTION_REFUSED: readonly Rule[] = [refused, upstreamRefused];
