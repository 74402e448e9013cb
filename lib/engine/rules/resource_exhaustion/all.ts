import type { Rule } from "../rule.ts";
import { cloudQuota } from "./cloud-quota.ts";
import { connectionPool } from "./connection-pool.ts";
import { connections } from "./connections.ts";
import { fileDescriptors } from "./file-descriptors.ts";
import { threads } from "./threads.ts";

export const RESOURCE_EXHAUSTION: readonly Rule[] = [cloudQuota, connectionPool, connections, fileDescriptors, threads];
