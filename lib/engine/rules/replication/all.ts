import type { Rule } from "../rule.ts";
import { consensus } from "./consensus.ts";
import { mysqlReplication } from "./mysql-replication.ts";
import { postgresReplication } from "./postgres-replication.ts";

export const REPLICATION: readonly Rule[] = [consensus, mysqlReplication, postgresReplication];
