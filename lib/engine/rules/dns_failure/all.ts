import type { Rule } from "../rule.ts";
import { clusterDns } from "./cluster-dns.ts";
import { nameAtStart } from "./name-at-start.ts";
import { resolverUnreachable } from "./resolver-unreachable.ts";
import { unresolvedName } from "./unresolved-name.ts";
import { zoneOrServer } from "./zone-or-server.ts";

export const DNS_FAILURE: readonly Rule[] = [
  clusterDns,
  nameAtStart,
  resolverUnreachable,
  unresolvedName,
  zoneOrServer,
];
