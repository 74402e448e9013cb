/**
 * A time as the log stated it (`2026-11-17T02:47:11.250+01:00`, or without a zone) as one small number beside its instant, so
 * that the text is stored only where it says more than milliseconds can (microseconds) or where a source's zone was set.
 *
 * The number is `2 × zone + digits`: digits 0 without a fraction, 1 with milliseconds; zone 0 none, 1 `Z`, else the offset in
 * minutes + ZONE_BASE.
 */
export type StatedForm = number;

const ZONE_BASE = 1000;
const DATED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|([+-])(\d\d):(\d\d))?$/;

/** By length: the usual ones, which need no more than a comparison with the instant in UTC. */
const USUAL: Record<number, { form: StatedForm; of: (utc: string) => string }> = {
  19: { form: 0, of: (utc) => utc.slice(0, 19) },
  20: { form: 2, of: (utc) => `${utc.slice(0, 19)}Z` },
  23: { form: 1, of: (utc) => utc.slice(0, 23) },
  24: { form: 3, of: (utc) => utc },
};

/**
 * The form from which `stateTime` gives back exactly `stated`; null where there is none. `utc` is the instant as
 * `Date.toISOString` writes it.
 */
export function formOfTime(stated: string, timeMs: number, utc: string): StatedForm | null {
  const usual = USUAL[stated.length];
  if (usual?.of(utc) === stated) return usual.form;
  const match = DATED.exec(stated);
  if (match === null) return null;
  const [, fraction, zone, sign, hours, minutes] = match;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === "-" ? -1 : 1);
  const code = zone === undefined ? 0 : zone === "Z" ? 1 : offset + ZONE_BASE;
  const form = 2 * code + (fraction === undefined ? 0 : 1);
  return stateTime(form, timeMs) === stated ? form : null;
}

export function stateTime(form: StatedForm, timeMs: number): string {
  const zone = form >> 1;
  const offset = zone > 1 ? zone - ZONE_BASE : 0;
  const text = new Date(timeMs + offset * 60_000).toISOString();
  return text.slice(0, form & 1 ? 23 : 19) + (zone === 0 ? "" : zone === 1 ? "Z" : offsetText(offset));
}

function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
