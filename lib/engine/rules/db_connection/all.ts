import type { Rule } from "../rule.ts";
import { databaseUnavailable } from "./database-unavailable.ts";
import { mongodbUnreachable } from "./mongodb-unreachable.ts";
import { mysqlUnreachable } from "./mysql-unreachable.ts";
import { oracleSqlserverUnreachable } from "./oracle-sqlserver-unreachable.ts";
import { poolTimeout } from "./pool-timeout.ts";
import { postgresUnreachable } from "./postgres-unreachable.ts";
import { redisUnreachable } from "./redis-unreachable.ts";
import { refusedByDatabase } from "./refused-by-database.ts";

export const DB_CONNECTION: readonly Rule[] = [
  mongodbUnreachable,
  mysqlUnreachable,
  oracleSqlserverUnreachable,
  poolTimeout,
  postgresUnreachable,
  redisUnreachable,
  refusedByDatabase,
  databaseUnavailable,
];
