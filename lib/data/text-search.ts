import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { likePattern } from "./like-pattern.ts";

/** The column holds the text, in whatever case (of ASCII letters: the column compares byte by byte, which is what makes it fast). */
export function containsText(column: PgColumn, text: string): SQL {
  return sql`${column} ilike ${likePattern(text)}`;
}
