import { cite, code } from "./prose.ts";

/** `47,211` */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 event`, `1,904 events` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `0.4 %`, `36 %` */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return "0 %";
  if (value < 0.1) return "under 0.1 %";
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}

/** `250 ms`, `31 s`, `12 min`, `3 h 5 min`; without sign. */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < 1000) return `${Math.round(size)} ms`;
  if (size < 10_000 && size % 1000 !== 0) return `${(size / 1000).toFixed(1)} s`;
  const seconds = Math.round(size / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 || hours >= 48 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** `31 s later`, `1 s before`, `at the same time` within a second. */
export function gap(ms: number): string {
  if (Math.abs(ms) < 1000) return "at the same time";
  return ms < 0 ? `${duration(ms)} before` : `${duration(ms)} later`;
}

/** Titles begin like sentences; an article in the middle of one is small. */
export const inSentence = (title: string): string => title.replace(/^(?:A|An|The|No) /, (word) => word.toLowerCase());

/** `02:47:11`, with the day where the ingestion spans more than one. UTC. */
export function clock(ms: number, withDay = false): string {
  const iso = new Date(ms).toISOString();
  return withDay ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(11, 19);
}

/** `a`, `a and b`, `a, b and 3 others` */
export function listed(items: readonly string[], max = 3): string {
  const shown = items.length > max ? items.slice(0, max - 1) : items;
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} others`] : shown;
  if (all.length < 2) return all[0] ?? "";
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

export const names = (services: readonly string[], max = 3): string =>
  listed(
    services.map((service) => code(service, 60)),
    max,
  );

/** ` [80] [95]`, or nothing. */
export const cited = (seqs: readonly number[], max = 2): string =>
  seqs.length === 0 ? "" : ` ${cite([...new Set(seqs)], max)}`;

/** The first letter in capitals, unless the sentence begins with markup. */
export const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
