import type { Rule } from "../rule.ts";
import { connectionPool } from "./connection-pool.ts";
import { connections } from "./connections.ts";
import { fileDescriptors } from "./file-descriptors.ts";
import { threads } from "./threads.ts";

export const RESOURCE_EXHAUSTION: readonly Rule[] = [connectionPool, connections, fileDescriptors, threads];
