import { levelOf } from "../level.ts";
import { setAttribute } from "../reading.ts";
import { keepField, readGroup } from "./group.ts";
import { findLevel, takeLevelPlace } from "./level-place.ts";
import { assignmentAt, groupEnd, tokenEnd, withoutMark } from "./tokens.ts";
import { passSeparators, type Walk } from "./walk.ts";

const MAX_FIELDS = 16;

/** Between time and level: when a level follows within reach, everything before it is header. */
export function readMiddle(walk: Walk): void {
  passSeparators(walk);
  if (walk.reading.level !== null) return;
  const place = findLevel(walk.text, walk.pos);
  if (place === null) return;
  for (let fields = 0; fields < MAX_FIELDS && walk.pos < place.start; fields += 1) {
    if (!takeGroup(walk) && !takeField(walk)) break;
    passSeparators(walk);
  }
  takeLevelPlace(walk, place);
  passSeparators(walk);
}

export function takeGroup(walk: Walk): boolean {
  const c = walk.text.charCodeAt(walk.pos);
  if (c !== 91 && c !== 40 && c !== 60 && c !== 123) return false;
  const end = groupEnd(walk.text, walk.pos);
  // `[main [] INFO …`: a bracket that nothing closes is passed over
  if (end >= 0) {
    const inner = walk.text.slice(walk.pos + 1, end);
    if (!readGroup(inner, walk.reading)) keepField(inner, walk.reading);
  }
  walk.pos = end < 0 ? walk.pos + 1 : end + 1;
  return true;
}

/** A field in front of time or level, whatever it is. */
export function takeField(walk: Walk): boolean {
  const { text, reading } = walk;
  const stop = tokenEnd(text, walk.pos);
  const colons = text.indexOf("::", walk.pos);
  const end = colons > walk.pos && colons < stop && !walk.timed ? colons : stop;
  if (end === walk.pos) return false;
  const word = withoutMark(text.slice(walk.pos, end));
  const equals = assignmentAt(word);
  const closed = word.lastIndexOf(")") + 1;
  // `cpu5:2097213)WARNING:`: the level is read where it was found
  if (closed > 0 && levelOf(word.slice(closed)) !== null) setAttribute(reading, "log.header", word.slice(0, closed));
  else if (equals > 0) setAttribute(reading, word.slice(0, equals), word.slice(equals + 1));
  else {
    const levelled = /^([\w.-]{1,80})\[([A-Za-z]{3,11})\]$/.exec(word);
    // `util.py[DEBUG]:`: the level is read where it was found
    if (levelled !== null && levelOf(levelled[2] ?? "") !== null) {
      keepField(levelled[1] ?? "", reading);
      walk.pos = end;
      return true;
    }
    const program = word.endsWith("]") ? /^([\w./-]{1,80})\[(\d{1,10})(?::\d{1,6})?\]$/.exec(word) : null;
    const colon = word.lastIndexOf(":");
    const level = colon > 0 && reading.level === null && !walk.timed ? levelOf(word.slice(colon + 1)) : null;
    // `Bridge:error 2024-05-02 10:15:03: …`
    if (level !== null) {
      reading.level = level;
      keepField(word.slice(0, colon), reading);
    } else if (program === null) keepField(word, reading);
    else {
      reading.service ??= program[1] ?? null;
      setAttribute(reading, "process.pid", Number(program[2]));
    }
  }
  walk.pos = end;
  return true;
}
