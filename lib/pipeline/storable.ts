const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** PostgreSQL's text cannot hold NUL: its symbol stands there instead. Halves of surrogate pairs become U+FFFD. */
const storableText = (text: string): string => text.replaceAll("\0", "\u2400").toWellFormed();

/** JSON that jsonb accepts, whatever a hostile log put into its strings and names. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(clean(JSON.parse(text))) : text;
}

/** The same as a value. */
export function storable<T>(value: T): T {
  // safe because only text changes
  return JSON.parse(storableJson(value)) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [storableText(name), clean(part)]));
}
