import { levelOfSyslog } from "../level.ts";
import { setAttribute, type Reading } from "../reading.ts";

/** `<34>` and `<34>1 `; answers where the rest begins. */
export function readPriority(text: string, reading: Reading): number {
  if (text.charCodeAt(0) !== 60) return 0;
  const match = /^<(\d{1,3})>/.exec(text.slice(0, 6));
  if (match === null) return 0;
  const priority = Number(match[1]);
  if (priority > 191) return 0;
  reading.level = levelOfSyslog(priority & 7);
  setAttribute(reading, "syslog.facility.code", priority >> 3);
  return match[0].length;
}
