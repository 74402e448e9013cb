import type { Rule } from "../rule.ts";
import { localSocket } from "./local-socket.ts";
import { loopbackRefused } from "./loopback.ts";
import { probeRefused } from "./probe.ts";
import { refused } from "./refused.ts";
import { upstreamRefused } from "./upstream-refused.ts";

export const CONNECTION_REFUSED: readonly Rule[] = [
  upstreamRefused,
  probeRefused,
  localSocket,
  loopbackRefused,
  refused,
];
