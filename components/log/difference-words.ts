import type { ValueShift } from "#contracts/comparison.ts";

/** `×27`, `×1.8`, `÷12`: how many times more or less. */
export function ratioText(ratio: number): string {
  const [sign, times] = ratio >= 1 ? ["×", ratio] : ["÷", 1 / ratio];
  return sign + (Number.isFinite(times) ? (times < 10 ? times.toPrecision(2) : String(Math.round(times))) : "∞");
}

/** A setting by its value, amounts by their range: `5`, `20–28 ms`, `"closed" and 3 more`. */
export function valuesText({ number, top, distinct, distinctCapped }: ValueShift["before"]): string {
  if (number !== null && distinct > 1) {
    return `${amount(number.min)}–${amount(number.max)}${number.unit === "" ? "" : ` ${number.unit}`}`;
  }
  const [[value] = [""]] = top;
  return distinct > 1 ? `${value} and ${distinct - 1}${distinctCapped ? "+" : ""} more` : value;
}

const amount = (value: number): string =>
  value.toLocaleString("en-US", { maximumSignificantDigits: Math.abs(value) >= 1000 ? 6 : 3 });
