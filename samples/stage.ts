import type { Category } from "#engine";
import type { Fields, Level, Say } from "./formats.ts";
import { createRandom, type Random } from "./random.ts";
import { callAt, type Call, type Traffic } from "./traffic.ts";

export interface Line {
  at: number;
  text: string;
}

/** One log file: how its service talks, of calls and by itself. Lines of a call are never older than the call. */
export interface Voice {
  file: string;
  /** What the service is called: in the lines, else after the file. */
  service: string;
  say: Say;
  call?(call: Call, effect: Effect | null): Line[];
  /** Something it writes whatever the traffic, about every `everyMs`. */
  routine?: { everyMs: number; line(at: number, random: Random): string | null }[];
}

/** One line of a voice, made at a moment. */
export const line = (at: number, voice: Voice, level: Level, message: string, fields?: Fields): Line => ({
  at,
  text: voice.say(at, level, message, fields),
});

/** What the incident does to one call: what the customer gets, and what services write instead of their usual lines. */
export interface Effect {
  status: number;
  latencyMs: number;
  lines: Readonly<Record<string, Line[] | undefined>>;
}

/** A scenario set up for one seed and span. */
export interface Play {
  voices: readonly Voice[];
  effect?(call: Call): Effect | null;
  /** Lines at stated moments, by service. */
  script: Readonly<Record<string, readonly Line[]>>;
}

export interface AnswerKey {
  findings: { category: Category; service: string }[];
  firstDomino: { service: string; category: Category } | null;
  /** Services in the order in which they begin to fail. */
  order: string[];
  forbidden: Category[];
  incident: boolean;
}

export interface Scenario {
  id: string;
  title: string;
  summary: string;
  services: readonly string[];
  key: Omit<AnswerKey, "forbidden"> & {
    /** Neither required nor wrong: another good name for the same lines. */
    tolerated: readonly Category[];
  };
  /** `at(s)`: the moment `s` seconds after the incident begins. */
  stage(at: (seconds: number) => number, random: Random): Play;
}

/** Lines of one voice in the order of time, a call at a time: memory does not grow with the length of the log. */
export function* linesOf(voice: Voice, play: Play, traffic: Traffic): Generator<Line> {
  const script = [...(play.script[voice.service] ?? [])].toSorted((a, b) => a.at - b.at);
  const routines = (voice.routine ?? []).map((routine, i) => routineLines(routine, traffic, `${voice.file}${i}`));
  const heads = routines.map((routine) => routine.next());
  let waiting: Line[] = [];

  const due = function* (until: number): Generator<Line> {
    for (const [i, routine] of routines.entries()) {
      for (let head = heads[i]; head?.done === false && head.value.at < until; head = heads[i]) {
        waiting.push(head.value);
        heads[i] = routine.next();
      }
    }
    while (script[0] !== undefined && script[0].at < until) waiting.push(...script.splice(0, 1));
    waiting.sort((a, b) => a.at - b.at);
    const ready = waiting.filter((line) => line.at < until);
    waiting = waiting.slice(ready.length);
    yield* ready;
  };

  for (let index = 0; index < traffic.calls; index += 1) {
    const call = callAt(traffic, index);
    yield* due(call.at);
    const effect = play.effect?.(call) ?? null;
    waiting.push(...(effect?.lines[voice.service] ?? voice.call?.(call, effect) ?? []));
  }
  yield* due(Number.POSITIVE_INFINITY);
}

function* routineLines(
  routine: NonNullable<Voice["routine"]>[number],
  { seed, startMs, spanMs }: Traffic,
  salt: string,
): Generator<Line, undefined> {
  const random = createRandom(seed, salt);
  for (let at = startMs + random.next() * routine.everyMs; at < startMs + spanMs;) {
    const text = routine.line(Math.floor(at), random);
    if (text !== null) yield { at: Math.floor(at), text };
    at += routine.everyMs * (0.9 + random.next() * 0.2);
  }
}
