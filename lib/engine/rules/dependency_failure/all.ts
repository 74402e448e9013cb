import type { Rule } from "../rule.ts";
import { apiServer } from "./api-server.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import { heartbeatSilent } from "./heartbeat-silent.ts";
import { http5xx } from "./http-5xx.ts";
import { serviceUnavailable } from "./service-unavailable.ts";
import { upstreamDown } from "./upstream-down.ts";

export const DEPENDENCY_FAILURE: readonly Rule[] = [
  apiServer,
  circuitBreaker,
  heartbeatSilent,
  http5xx,
  upstreamDown,
  serviceUnavailable,
];
