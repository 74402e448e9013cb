import type { Rule } from "../rule.ts";
import { windowsFault } from "./windows-fault.ts";
import { buildFailed } from "./build-failed.ts";
import { erlangCrash } from "./erlang-crash.ts";
import { goPanic } from "./go-panic.ts";
import { kernelFault } from "./kernel-fault.ts";
import { segfault } from "./segfault.ts";
import { serviceFailed } from "./service-failed.ts";
import { stackTrace } from "./stack-trace.ts";
import { uncaughtError } from "./uncaught-error.ts";
import { unexplainedFatal } from "./unexplained-fatal.ts";

export const GENERIC_CRITICAL: readonly Rule[] = [
  windowsFault,
  erlangCrash,
  goPanic,
  kernelFault,
  segfault,
  uncaughtError,
  serviceFailed,
  stackTrace,
  buildFailed,
  unexplainedFatal,
];
