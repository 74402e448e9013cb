import type { LogEvent } from "../events/event.ts";

export type TurnKind = "deploy" | "start" | "stop" | "change" | "recovery" | "failover";

/** A line that says that something was changed, started, stopped or came back. Plain JSON. */
export interface Turn {
  kind: TurnKind;
  seq: number;
  atMs: number | null;
  service: string;
  /** Log text, cut; quote it with `code()`. */
  text: string;
}

/** Every pattern is linear: bounded repeats, no nesting. */
const TURNS: readonly { kind: TurnKind; pattern: RegExp }[] = [
  // "Deployed release 2026.11.3", "rolling update of checkout", "Scaled up replica set fares-7d9c to 1"
  {
    kind: "deploy",
    pattern:
      /\b(?:deploy(?:ed|ing|ment of|ment started| started| finished| complete\w*)|rolled? out|rolling (?:update|release|out)|rollout|new release|released? v?\d|upgrad(?:ed|ing) (?:to|from)|scaled up replica set|syncloop add|image pulled|successfully pulled image)\b/i,
  },
  { kind: "deploy", pattern: /\broll(?:ed|ing)?[ -]?back\b.{0,60}\b(?:release|version|deploy\w*|v?\d+\.\d+)/i },
  // "received promote request", "switchover", "became leader"
  {
    kind: "failover",
    pattern:
      /\b(?:fail(?:ed|ing)?[ -]?over|switch(?:ed)?[ -]?over|received promote request|promot(?:ed|ing) (?:to|standby|replica|self)|elected (?:as )?(?:new )?(?:leader|primary|master)|became (?:leader|primary|master)|selected new timeline)\b/i,
  },
  // "Log level set to DEBUG", "feature flag x enabled", "Configuration reloaded"
  {
    kind: "change",
    pattern:
      /\b(?:config\w* (?:changed|reloaded|updated|applied|pushed)|reload(?:ed|ing) config\w*|feature flag|flag \S{1,60} (?:enabled|disabled|changed)|log level (?:set|changed)|migration \S{0,60} ?(?:started|applied|finished)|applying migration|maintenance (?:started|mode|window)|max\w*connections? (?:set|changed))\b/i,
  },
  {
    kind: "recovery",
    pattern:
      /\b(?:recovered|re-?connected|re-?established|(?:connection|service|provider|traffic|link)\b.{0,40}\brestored|back (?:to normal|online|up|in service|below|under)|is (?:UP|healthy|available) ?(?:again)?\b|accepts? again|health ?check (?:passed|succeeded|ok)|(?:state|status) (?:from \w{1,20} )?to (?:closed|healthy|up)|drained|alarm cleared|resolved)\b/i,
  },
  // "Starting BookingApplication v4.18.2", "server listening on :8080", "Started X in 7.4 seconds"
  {
    kind: "start",
    pattern:
      /\b(?:starting (?!checkpoint|backup|vacuum|job|task|batch|import|export|sync\b)\S{2,60}|started \S{1,60} in \d|listening (?:on|at)\b|server started|ready to accept connections|boot(?:ed|ing) (?:worker|up)|start completed)/i,
  },
  {
    kind: "stop",
    pattern:
      /\b(?:(?:received|caught|got) (?:signal )?SIG(?:TERM|INT|QUIT)|graceful shutdown|shutting down|shutdown complete\w*|stopping (?:server|service|container)|killing container)\b/i,
  },
];
const MAX_HEAD = 240;
const MAX_TEXT = 160;
const MAX_TURNS = 300;
const MAX_PER_TEMPLATE = 4;

/** Collects turns. A template is read once; of each the first few and the latest line are kept. */
export function createTurns(): { add(event: LogEvent, service: string): void; digest(): Turn[] } {
  const kinds = new Map<string, TurnKind | null>();
  const kept = new Map<string, Turn[]>();
  let total = 0;
  return {
    add(event, service) {
      let kind = kinds.get(event.fingerprint);
      if (kind === undefined) kinds.set(event.fingerprint, (kind = turnKind(event)));
      if (kind === null) return;
      const turn = { kind, seq: event.seq, atMs: event.timeMs, service, text: textOf(event) };
      const key = `${event.fingerprint}\n${service}`;
      const same = kept.get(key);
      if (same === undefined) {
        if (total < MAX_TURNS) kept.set(key, [turn]);
        total += 1;
      } else if (same.length < MAX_PER_TEMPLATE) same.push(turn);
      else same[same.length - 1] = turn;
    },
    digest: () => [...kept.values()].flat().toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0) || a.seq - b.seq),
  };
}

/** What a line says has turned; failed lines turn nothing. */
export function turnKind(event: Pick<LogEvent, "level" | "message">): TurnKind | null {
  if (event.level === "error" || event.level === "fatal") return null;
  const head = event.message.slice(0, MAX_HEAD);
  if (/\b(?:not|never|cannot|can't|fail(?:ed|ing)? to|failed|unable|if|when|until|would|will be)\b/i.test(head)) {
    return /\bfail(?:ed|ing)?[ -]?over\b/i.test(head) ? "failover" : null;
  }
  return TURNS.find(({ pattern }) => pattern.test(head))?.kind ?? null;
}

const textOf = (event: LogEvent): string => (event.message.split("\n", 1)[0] ?? "").slice(0, MAX_TEXT);
