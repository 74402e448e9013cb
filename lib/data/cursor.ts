import { z } from "zod";
import { AppError } from "#lib/errors.ts";

const Wire = z.tuple([z.string(), z.array(z.union([z.string(), z.number(), z.null()]))]);

/**
 * Where a keyset page ended, opaque to callers. `order` names the list and its sort (`events:time:desc`), so that a cursor of
 * another list or sort is refused instead of giving a wrong page.
 */
export function encodeCursor(order: string, keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([order, keys])).toString("base64url");
}

/** The keys of a cursor made for `order`, checked against `keys`; throws `invalid` when it is not one. */
export function decodeCursor<T extends z.ZodType>(order: string, keys: T, cursor: string): z.output<T> {
  const wire = Wire.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  const checked = wire.success && wire.data[0] === order ? keys.safeParse(wire.data[1]) : null;
  if (checked?.success !== true) {
    throw new AppError("invalid", "The cursor does not belong to this list and order: begin at its first page again.");
  }
  return checked.data;
}

/** Cuts `limit + 1` rows to a page; `keysOf` gives the sort keys of its last row. */
export function pageOfRows<Row>(
  rows: readonly Row[],
  limit: number,
  order: string,
  keysOf: (row: Row) => readonly (string | number | null)[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(order, keysOf(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
