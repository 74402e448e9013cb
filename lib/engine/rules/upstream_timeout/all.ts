import type { Rule } from "../rule.ts";
import { clientTimeout } from "./client-timeout.ts";
import { connectionTimedOut } from "./connection-timed-out.ts";
import { deadlineExceeded } from "./deadline-exceeded.ts";
import { http504 } from "./http-504.ts";
import { proxyUpstream } from "./proxy-upstream.ts";
import { socketTimeout } from "./socket-timeout.ts";

export const UPSTREAM_TIMEOUT: readonly Rule[] = [
  deadlineExceeded,
  http504,
  proxyUpstream,
  socketTimeout,
  clientTimeout,
  connectionTimedOut,
];
