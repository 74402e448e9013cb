import type { Rule } from "../rule.ts";
import { brokerFlowControl } from "./broker-flow-control.ts";
import { consumerLag } from "./consumer-lag.ts";
import { logBuffer } from "./log-buffer.ts";
import { mailQueue } from "./mail-queue.ts";

export const QUEUE_BACKLOG: readonly Rule[] = [brokerFlowControl, consumerLag, logBuffer, mailQueue];
