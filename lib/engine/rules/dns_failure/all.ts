import type { Rule } from "../rule.ts";
import { unresolvedName } from "./unresolved-name.ts";
import { zoneOrServer } from "./zone-or-server.ts";

export const DNS_FAILURE: readonly Rule[] = [unresolvedName, zoneOrServer];
