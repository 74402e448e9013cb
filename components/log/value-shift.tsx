import type { ValueShift as Shift } from "#contracts/comparison.ts";
import { valuesText } from "./difference-words.ts";

/** `pool_size 50 → 5`: the old value quiet, the new one loud. */
export function ValueShift({ shift: { key, before, after } }: { shift: Shift }) {
  return (
    <span className="font-mono text-12">
      {key === null ? null : <span className="text-fg-3">{key} </span>}
      {valuesText(before)} <span aria-label="became">→</span> <b className="font-semibold">{valuesText(after)}</b>
    </span>
  );
}
