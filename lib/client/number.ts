const counts = new Intl.NumberFormat("en-US");

/** 48213 → `48,213` */
export function formatCount(value: number): string {
  return counts.format(value);
}

const STEPS = [
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** 9123456 → `9.1 M`; below 10,000 the whole number. */
export function formatShort(value: number): string {
  if (Math.abs(value) < 10_000) return formatCount(Math.round(value));
  for (const [step, sign] of STEPS) if (Math.abs(value) >= step) return `${trimmed(value / step)} ${sign}`;
  return formatCount(value);
}

const SIZES = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in steps of 1,000: 31400000 → `31.4 MB` */
export function formatBytes(bytes: number): string {
  const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${trimmed(bytes / 1000 ** step)} ${SIZES[step] ?? "B"}`;
}

/** 0.364 → `36 %`, 0.0041 → `0.4 %`, and `< 0.1 %` rather than nothing. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  return `${share < 0.1 ? trimmed(share * 100) : Math.round(share * 100)} %`;
}

/** `1 event`, `1,204 events`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function trimmed(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, "");
}
