import type { Rule } from "../rule.ts";
import { containerLimit } from "./container-limit.ts";
import { databaseMemory } from "./database-memory.ts";
import { dotnetOutOfMemory } from "./dotnet-out-of-memory.ts";
import { javaHeap } from "./java-heap.ts";
import { kernelOomKill } from "./kernel-oom-kill.ts";
import { nativeAllocation } from "./native-allocation.ts";
import { nodeHeap } from "./node-heap.ts";
import { outOfMemory } from "./out-of-memory.ts";
import { phpMemoryLimit } from "./php-memory-limit.ts";
import { platformQuota } from "./platform-quota.ts";
import { pythonMemoryError } from "./python-memory-error.ts";
import { redisMaxmemory } from "./redis-maxmemory.ts";

export const OOM_MEMORY: readonly Rule[] = [
  containerLimit,
  databaseMemory,
  dotnetOutOfMemory,
  javaHeap,
  kernelOomKill,
  nativeAllocation,
  nodeHeap,
  phpMemoryLimit,
  platformQuota,
  pythonMemoryError,
  redisMaxmemory,
  outOfMemory,
];
