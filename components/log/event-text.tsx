import type { EventRow } from "#contracts/event.ts";
import { formatBytes } from "#lib/client/number.ts";

const MONSTER_CHARS = 2000;
const MOST_FIELDS_CHARS = 400;

/**
 * What an event says, on one line: how much more there is of it, its message, and in a weaker strength the fields that the
 * message does not repeat. `hits` are marked.
 */
export function EventText({ event, hits, wrap = false }: { event: EventRow; hits: readonly string[]; wrap?: boolean }) {
  const text = wrap ? event.message : (event.message.split("\n", 1)[0] ?? "");
  const more =
    event.messageChars > MONSTER_CHARS
      ? formatBytes(event.messageChars)
      : event.lines > 1
        ? `+${event.lines - 1}`
        : null;
  const fields = fieldsOf(event);
  return (
    <>
      {more === null ? null : (
        <span className="mr-1.5 rounded-[2px] border border-line-strong px-[3px] text-11 text-fg-3">{more}</span>
      )}
      <Marked text={text} hits={hits} />
      {fields === "" ? null : <span className="text-fg-3"> {fields}</span>}
    </>
  );
}

function Marked({ text, hits }: { text: string; hits: readonly string[] }) {
  if (hits.length === 0) return text;
  const pattern = new RegExp(`(${hits.map((hit) => hit.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
  return text.split(pattern).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
}

/** `op="POST /v1/charges" after_ms=10000` */
function fieldsOf({ attributes, message, service }: EventRow): string {
  let text = "";
  for (const [name, value] of Object.entries(attributes)) {
    const said = String(value);
    if (said === "" || said === service || message.includes(said)) continue;
    text += `${text === "" ? "" : " "}${name}=${shown(said)}`;
    if (text.length > MOST_FIELDS_CHARS) break;
  }
  return text.slice(0, MOST_FIELDS_CHARS);
}

/** Nested values stand as their brackets; the panel has all of them. */
function shown(value: string): string {
  if (/^[[{]/.test(value)) return value.startsWith("[") ? "[…]" : "{…}";
  return /[\s"=]/.test(value) ? JSON.stringify(value) : value;
}
