import { isDigit } from "../chars.ts";
import { DOT, digitRun, number, scaled } from "./digits.ts";
import { resetStamp, type Stamp } from "./stamp.ts";

/** Reads seconds, milli-, micro- or nanoseconds since 1970 between 2001 and 2065, told apart by their digits. */
export function scanEpoch(text: string, pos: number, out: Stamp): boolean {
  resetStamp(out, pos);
  const n = digitRun(text, pos, 20);
  if (n === 1 && text.charCodeAt(pos + 1) === DOT) return scanExponent(text, pos, out);
  if (n !== 10 && n !== 13 && n !== 16 && n !== 19) return false;
  const seconds = number(text, pos, 10);
  if (seconds < 978_307_200 || seconds > 3_000_000_000) return false;
  let end = pos + n;
  let digits = n - 10;
  let nanos = digits === 0 ? 0 : scaled(number(text, pos + 10, digits), digits);
  if (n === 10 && text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1))) {
    const run = digitRun(text, end + 1, 9);
    nanos = scaled(number(text, end + 1, run), run);
    digits = run;
    end += 1 + run;
  }
  setEpoch(out, seconds, nanos, digits);
  out.end = end;
  return true;
}

/** `1.71464490325e+09`: seconds as zap's default encoder writes them. */
function scanExponent(text: string, pos: number, out: Stamp): boolean {
  const match = /^\d\.(\d{1,18})e\+?09(?!\w)/.exec(text.slice(pos, pos + 26));
  if (match === null) return false;
  const digits = (match[1] ?? "").padEnd(9, "0");
  const seconds = Number(text.charAt(pos) + digits.slice(0, 9));
  if (seconds < 978_307_200 || seconds > 3_000_000_000) return false;
  const fraction = digits.slice(9, 18);
  setEpoch(out, seconds, fraction === "" ? 0 : scaled(Number(fraction), fraction.length), fraction.length);
  out.end = pos + match[0].length;
  return true;
}

/** Fills the calendar fields of `out` from an epoch. */
export function setEpoch(out: Stamp, seconds: number, nanos: number, digits: number): void {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  civilFromDays(days, out);
  out.hour = Math.floor(rest / 3600);
  out.minute = Math.floor((rest % 3600) / 60);
  out.second = rest % 60;
  out.nanos = nanos;
  out.digits = digits;
  out.offset = 0;
  out.epoch = true;
}

/** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function civilFromDays(days: number, out: Stamp): void {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const doe = shifted - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  out.day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  out.month = mp < 10 ? mp + 3 : mp - 9;
  out.year = yoe + era * 400 + (out.month <= 2 ? 1 : 0);
}
