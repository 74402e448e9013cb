import type { Rule } from "../rule.ts";
import { imagePull } from "./image-pull.ts";
import { kubernetesBackoff } from "./kubernetes-backoff.ts";
import { probeKills } from "./probe-kills.ts";
import { repeatedStart } from "./repeated-start.ts";
import { startNeverReady } from "./start-never-ready.ts";
import { supervisorRestarts } from "./supervisor-restarts.ts";
import { systemdRestarts } from "./systemd-restarts.ts";

export const CRASH_LOOP: readonly Rule[] = [
  imagePull,
  kubernetesBackoff,
  probeKills,
  repeatedStart,
  startNeverReady,
  supervisorRestarts,
  systemdRestarts,
];
