import type { Level } from "../../vocabulary.ts";
import { isBlank, isDigit, isLetter, isUpper, skipBlanks } from "../chars.ts";
import { isSoftLevel, levelEnd, levelOf, levelOfLetter } from "../level.ts";
import { setAttribute } from "../reading.ts";
import { readGroup, statesLevel } from "./group.ts";
import {
  assignmentAt,
  groupEnd,
  isInteger,
  isName,
  isProse,
  isTechnicalName,
  tokenEnd,
  withoutMark,
} from "./tokens.ts";
import { skipSeparators, type Walk } from "./walk.ts";

/** A level where the header states it. */
export interface LevelPlace {
  start: number;
  end: number;
  /** Null for a bracket that has to be read whole, `[main/WARN]`. */
  level: Level | null;
}

const MAX_TOKENS = 10;
const MAX_CHARS = 320;

/** The level within reach of `pos`, behind tokens that look like header fields; null when a message comes first. */
export function findLevel(text: string, from: number): LevelPlace | null {
  let pos = from;
  let prose = 0;
  // `4242: error : …`: behind a colon a level stands first again
  let announced = false;
  for (let tokens = 0; tokens < MAX_TOKENS && pos < text.length && pos < from + MAX_CHARS; tokens += 1) {
    const c = text.charCodeAt(pos);
    if (c === 91 || c === 60 || c === 40 || c === 123) {
      const end = groupEnd(text, pos);
      if (end > 0 && statesLevel(text.slice(pos + 1, end), prose > 1)) return { start: pos, end: end + 1, level: null };
      pos = end > 0 ? skipSeparators(text, end + 1) : pos + 1;
      continue;
    }
    if (prose < 2) {
      // `[app] error: …` behind header fields alone
      const set = prose === 0 && (colonBehindWord(text, pos) ? behindMark(text, pos) : isColumn(text, pos));
      const place = levelPlace(text, pos, tokens === 0 || announced || set);
      // `| TRACE | ERROR |`: a component of that name, then the level
      const later = place !== null && text.startsWith(" | ", place.end) ? levelPlace(text, place.end + 3, true) : null;
      if (later !== null && text.startsWith(" | ", later.end)) return later;
      if (place !== null) return place;
    }
    const stop = tokenEnd(text, pos);
    const word = text.slice(pos, stop);
    const closed = word.endsWith(":") ? word.lastIndexOf(")") + 1 : 0;
    // `cpu5:2097213)WARNING:`
    if (closed > 0 && isShoutedLevel(word.slice(closed, -1)))
      return { start: pos + closed, end: stop - 1, level: levelOf(word.slice(closed, -1)) };
    const levelled = word.endsWith("]:") ? NAMED_LEVEL.exec(word) : null;
    if (levelled !== null && levelOf(levelled[1] ?? "") !== null)
      return { start: pos + word.indexOf("["), end: stop - 1, level: null };
    if (isProse(word)) prose += 1;
    else if (!isFieldToken(word)) return null;
    // two words may be a program's name, a few more before a bracketed level
    if (prose > 4) return null;
    const next = skipSeparators(text, stop);
    // a name with its colon opens the message, unless the level comes at once: `celery.worker: INFO: …`, or a bracketed one, `app: [INFO] …`
    const named = word.endsWith(":");
    announced = named && !isProse(word.slice(0, -1));
    if (named && levelPlace(text, next, true) === null && text.charCodeAt(next) !== 91) return null;
    pos = next;
  }
  return null;
}

const isShoutedLevel = (word: string): boolean => isUpper(word.charCodeAt(0)) && levelEnd(word, 0) === word.length;

/** `util.py[DEBUG]:` */
const NAMED_LEVEL = /^[\w.-]{1,80}\[([A-Za-z]{3,11})\]:$/;

function isFieldToken(word: string): boolean {
  if (isInteger(word) || assignmentAt(word) > 0) return true;
  return isTechnicalName(withoutMark(word)) || /^[\w.:#/@()%+-]+[,:]?$/.test(word);
}

/** A level word, letter or `level=…` at `pos` that is set like one. `first`: it stands where levels stand, so lower case will do. */
export function levelPlace(text: string, pos: number, first: boolean): LevelPlace | null {
  const assigned = assignedLevel(text, pos);
  if (assigned !== null) return assigned;
  // *ERROR*
  if (text.charCodeAt(pos) === 42) {
    const end = levelEnd(text, pos + 1);
    return end > 0 && text.charCodeAt(end) === 42
      ? { start: pos, end: end + 1, level: levelOf(text.slice(pos + 1, end)) }
      : null;
  }
  const end = levelEnd(text, pos);
  if (end < 0)
    return first
      ? (letterPlace(text, pos) ?? gluedPlace(text, pos) ?? facilityLevel(text, pos) ?? topicLevel(text, pos))
      : null;
  const word = text.slice(pos, end);
  return isSetApart(text, word, end, first) ? { start: pos, end, level: levelOf(word) } : null;
}

function isSetApart(text: string, word: string, end: number, first: boolean): boolean {
  const next = text.charCodeAt(end);
  const closed = next === 58 || next === 124 || next === 44 || next === 59;
  const spaced = isBlank(next) || next === 91 || next === 40 || end === text.length;
  const capitals = word === word.toUpperCase();
  if (word === "fail") return first && next === 58;
  // `Fatal error!`
  if (!capitals && spaced && /^ (?:error|exception)\b/i.test(text.slice(end, end + 12))) return false;
  if (isSoftLevel(word)) return capitals && first && (closed || spaced);
  if (capitals) return closed || spaced || next === 47 || next === 93;
  return first && (closed || spaced);
}

/** `kern.warn`, `auth.info`: a syslog facility and its severity. */
function facilityLevel(text: string, pos: number): LevelPlace | null {
  const match = FACILITY.exec(text.slice(pos, pos + 20));
  return match === null ? null : { start: pos, end: pos + match[0].length, level: levelOf(match[1] ?? "") };
}

const FACILITY =
  /^(?:kern|user|mail|daemon|auth|authpriv|syslog|lpr|news|uucp|cron|ftp|local[0-7])\.(emerg|alert|crit|err|error|warn|warning|notice|info|debug)(?=[\s:])/;

/** `system,error,critical`, `dhcp,info`: topics of which the last level counts. */
function topicLevel(text: string, pos: number): LevelPlace | null {
  const topics = TOPICS.exec(text.slice(pos, pos + 80))?.[0];
  if (topics === undefined) return null;
  const level = topics
    .split(",")
    .map(levelOf)
    .findLast((found) => found !== null);
  return level === undefined || level === null ? null : { start: pos, end: pos + topics.length, level };
}

const TOPICS = /^[a-z][a-z0-9-]{1,15}(?:,[a-z][a-z0-9-]{1,15}){1,4}(?=[ :])/;

/** What stands before is closed off: a bracket, a colon, a column or a number, and no word of the message. */
function behindMark(text: string, pos: number): boolean {
  let at = pos - 1;
  while (isBlank(text.charCodeAt(at))) at -= 1;
  let start = at;
  while (start > 0 && !isBlank(text.charCodeAt(start - 1))) start -= 1;
  return (
    pos - at > 2 ||
    text.charCodeAt(pos - 1) === 9 ||
    isDigit(text.charCodeAt(start)) ||
    isDigit(text.charCodeAt(at)) ||
    "])>}|:;,-".includes(text.charAt(at))
  );
}

/** `Error            The spooler`, `Warning\t`, `BW.Orders Error [core]`: padded to a column, or in front of a bracket. */
function isColumn(text: string, pos: number): boolean {
  let at = pos;
  while (isLetter(text.charCodeAt(at))) at += 1;
  if (at === pos || !isBlank(text.charCodeAt(at))) return false;
  const c = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 9 || isBlank(c) || ((c === 91 || c === 60) && isUpper(text.charCodeAt(pos)));
}

function colonBehindWord(text: string, pos: number): boolean {
  let at = pos;
  while (isLetter(text.charCodeAt(at))) at += 1;
  return at > pos && text.charCodeAt(at) === 58;
}

/** `level=info`, `lvl=warn`, `severity="ERROR"` */
function assignedLevel(text: string, pos: number): LevelPlace | null {
  const c = text.charCodeAt(pos) | 32;
  if (c !== 108 && c !== 115) return null;
  const match = /^(?:level|lvl|severity|loglevel)(?:=|: ?)"?(\w{1,13})"?/i.exec(text.slice(pos, pos + 32));
  const level = match === null ? null : levelOf(match[1] ?? "");
  return match === null || level === null ? null : { start: pos, end: pos + match[0].length, level };
}

/** `I |`, `E [MSGID…]`, `W 1 cache.cc:174]`: one letter, when what follows is no sentence. */
function letterPlace(text: string, pos: number): LevelPlace | null {
  const level = levelOfLetter(text.charAt(pos));
  if (level === null) return null;
  const place = { start: pos, end: pos + 1, level };
  const next = text.charCodeAt(pos + 1);
  if (next === 124 || next === 47) return place;
  // `E! [agent] …`
  if (next === 33 && isBlank(text.charCodeAt(pos + 2))) return { start: pos, end: pos + 2, level };
  if (!isBlank(next)) return null;
  const after = skipBlanks(text, pos + 1);
  if (after > pos + 2) return place;
  const c = text.charAt(after);
  if (c !== "" && ("|[<(-".includes(c) || isDigit(c.charCodeAt(0)))) return place;
  const word = text.slice(after, tokenEnd(text, after));
  return isTechnicalName(withoutMark(word)) || (word.endsWith(":") && isName(word.slice(0, -1))) ? place : null;
}

/** `WARN574240[Thread-35]`: capitals with a number stuck to them. */
function gluedPlace(text: string, pos: number): LevelPlace | null {
  const match = /^(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\d{1,10}(?=[\s[(])/.exec(text.slice(pos, pos + 20));
  return match === null ? null : { start: pos, end: pos + match[0].length, level: levelOf(match[1] ?? "") };
}

export function takeLevelPlace(walk: Walk, place: LevelPlace): void {
  const { text, reading } = walk;
  if (place.level === null) readGroup(text.slice(place.start + 1, place.end - 1), reading);
  else reading.level = place.level;
  const glued = /\d+$/.exec(text.slice(place.start, place.end));
  if (glued !== null && place.level !== null) setAttribute(reading, "process.pid", Number(glued[0]));
  // `INFO/MainProcess`
  walk.pos = text.charCodeAt(place.end) === 47 ? place.end + 1 : place.end;
}
