import type { Rule } from "../rule.ts";
import { bindPort } from "./bind-port.ts";
import { cloudPolicy } from "./cloud-policy.ts";
import { databaseGrant } from "./database-grant.ts";
import { filePermission } from "./file-permission.ts";
import { http403 } from "./http-403.ts";
import { webServer } from "./web-server.ts";

export const PERMISSION_DENIED: readonly Rule[] = [
  bindPort,
  cloudPolicy,
  databaseGrant,
  filePermission,
  http403,
  webServer,
];
