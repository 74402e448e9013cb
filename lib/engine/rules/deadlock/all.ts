import type { Rule } from "../rule.ts";
import { databaseDeadlock } from "./database-deadlock.ts";
import { lockWait } from "./lock-wait.ts";
import { threadDeadlock } from "./thread-deadlock.ts";

export const DEADLOCK: readonly Rule[] = [databaseDeadlock, lockWait, threadDeadlock];
