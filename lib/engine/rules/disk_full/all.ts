import type { Rule } from "../rule.ts";
import { http507 } from "./http-507.ts";
import { noSpace } from "./no-space.ts";
import { nodePressure } from "./node-pressure.ts";
import { quotaExceeded } from "./quota-exceeded.ts";
import { writeBlocked } from "./write-blocked.ts";

export const DISK_FULL: readonly Rule[] = [http507, noSpace, nodePressure, quotaExceeded, writeBlocked];
