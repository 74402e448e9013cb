import type { Level } from "../vocabulary.ts";
import { blankFrom, isBlank, isDigit, skipBlanks } from "./chars.ts";
import { FIELDS, type FieldSetter } from "./fields.ts";
import { levelEnd, levelOf, levelOfLetter } from "./level.ts";
import { STRENGTH, setAttribute, type Context, type Reading } from "./reading.ts";

/**
 * Compiles a header template such as `{time} [{thread}] {level} {logger} - {message}` to a matcher.
 *
 * A blank matches any run of blanks. `{name}` reads a field up to the text that follows it in the template; `{name:type}` says how:
 * `word` (no blanks), `text` (blanks too), `int`, `quoted`, `nested` (to its balancing bracket), `rest`. `time`, `epoch`, `level` and `letter` (a level of one
 * letter) read what they are called. `{?…?}` is optional. `_` is read and dropped. Nothing is tried twice, so a match costs one pass over the line.
 */
export function compileTemplate(template: string): (text: string, reading: Reading, context: Context) => boolean {
  const steps = parse(template);
  const timed = /\{(?:time|epoch)\}/.test(template);
  return (text, reading, context) => {
    const end = run(steps, text, 0, reading, context);
    if (end < 0) return false;
    // the time of the last scan; set late, as most templates that read a time fail behind it
    if (timed) {
      context.setTime(reading);
      reading.strength = reading.clockOnly ? STRENGTH.clock : STRENGTH.full;
    }
    if (end < text.length) reading.message = text.slice(skipBlanks(text, end));
    return true;
  };
}

/** One object shape for all kinds: what runs them meets them mixed, and a property looked up in many shapes is slow. */
interface Step {
  kind: FieldKind | "literal" | "blank" | "optional";
  /** Of a literal; of a field, what it is read up to. */
  text: string;
  /** Of a blank: there may be none. */
  optional: boolean;
  /** Of an optional part. */
  steps: readonly Step[];
  /** Of a field: where its value goes; null drops it. */
  set: FieldSetter | null;
}

const step = (kind: Step["kind"], given: Partial<Omit<Step, "kind">> = {}): Step => ({
  kind,
  text: given.text ?? "",
  optional: given.optional ?? false,
  steps: given.steps ?? [],
  set: given.set ?? null,
});

type FieldKind = "time" | "epoch" | "level" | "letter" | "word" | "text" | "int" | "quoted" | "nested" | "rest";

const KIND_OF_NAME: Readonly<Record<string, FieldKind>> = {
  time: "time",
  epoch: "epoch",
  level: "level",
  letter: "letter",
  pid: "int",
  message: "rest",
};

const MAX_TEXT = 400;

function run(steps: readonly Step[], text: string, from: number, reading: Reading, context: Context): number {
  let at = from;
  for (const each of steps) {
    at = runStep(each, text, at, reading, context);
    if (at < 0) return -1;
  }
  return at;
}

function runStep(step: Step, text: string, at: number, reading: Reading, context: Context): number {
  switch (step.kind) {
    case "literal":
      return text.startsWith(step.text, at) ? at + step.text.length : -1;
    case "blank": {
      const end = skipBlanks(text, at);
      return end > at || step.optional || at === text.length ? end : -1;
    }
    case "optional": {
      const end = run(step.steps, text, at, reading, context);
      return end < 0 ? at : end;
    }
    case "time":
    case "epoch":
      return readTime(step.kind, text, at, context);
    case "level":
    case "letter":
      return readLevel(step.kind, text, at, reading);
    default: {
      const end = fieldEnd(step.kind, step.text, text, at);
      if (end < 0) return -1;
      if (step.set !== null) step.set(reading, valueOf(step.kind, text, at, end));
      return end;
    }
  }
}

function readTime(kind: "time" | "epoch", text: string, at: number, context: Context): number {
  return (kind === "time" ? context.timeAt(text, at) : context.epochAt(text, at)) ? context.stamp.end : -1;
}

function readLevel(kind: "level" | "letter", text: string, at: number, reading: Reading): number {
  const end = kind === "letter" ? at + 1 : levelEnd(text, at);
  if (end < 0) return -1;
  const word = text.slice(at, end);
  const level: Level | null = kind === "letter" ? levelOfLetter(word) : levelOf(word);
  if (level === null) return -1;
  reading.level = level;
  return end;
}

function valueOf(kind: FieldKind, text: string, at: number, end: number): string {
  if (kind === "quoted") return text.slice(at + 1, end - 1);
  return kind === "text" || kind === "nested" ? text.slice(at, end).trim() : text.slice(at, end);
}

/** End of a field that begins at `at`, or -1. Only `rest`, `quoted` and `text` may be empty. */
function fieldEnd(kind: FieldKind, stop: string, text: string, at: number): number {
  switch (kind) {
    case "rest":
      return text.length;
    case "int": {
      let end = at;
      while (isDigit(text.charCodeAt(end))) end += 1;
      return end > at ? end : -1;
    }
    case "quoted":
      return quotedEnd(text, at);
    case "nested":
      return nestedEnd(text, at, stop);
    case "text": {
      if (stop === "") return text.length;
      const end = text.indexOf(stop, at);
      return end < 0 || end - at > MAX_TEXT ? -1 : end;
    }
    default: {
      const blank = blankFrom(text, at);
      if (stop === "" || isBlank(stop.charCodeAt(0))) return blank > at ? blank : -1;
      const end = text.indexOf(stop, at);
      return end > at && end <= blank ? end : -1;
    }
  }
}

/** `"…"` with `\"` inside. */
export function quotedEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 34) return -1;
  for (let end = at + 1; end < text.length; end += 1) {
    const c = text.charCodeAt(end);
    if (c === 92) end += 1;
    else if (c === 34) return end + 1;
  }
  return -1;
}

/** Up to `stop`, a closing bracket, that balances one which was opened before `at`. */
function nestedEnd(text: string, at: number, stop: string): number {
  const close = stop.charCodeAt(0);
  const open = close === 41 ? 40 : close - 2;
  let depth = 1;
  for (let end = at; end < text.length && end - at < MAX_TEXT; end += 1) {
    const c = text.charCodeAt(end);
    if (c === open) depth += 1;
    else if (c === close && (depth -= 1) === 0) return end;
  }
  return -1;
}

function parse(template: string): Step[] {
  const stack: Step[][] = [[]];
  let at = 0;
  while (at < template.length) {
    const steps = stack[stack.length - 1] ?? [];
    if (template.startsWith("{?", at)) {
      const inner: Step[] = [];
      steps.push(step("optional", { steps: inner }));
      stack.push(inner);
      at += 2;
    } else if (template.startsWith("?}", at)) {
      stack.pop();
      at += 2;
    } else if (template[at] === "{") {
      const end = template.indexOf("}", at);
      steps.push(field(template.slice(at + 1, end), stopAt(template, end + 1)));
      at = end + 1;
    } else if (template[at] === " ") {
      steps.push(step("blank"));
      at += 1;
    } else if (template[at] === "~") {
      steps.push(step("blank", { optional: true }));
      at += 1;
    } else {
      const end = literalEnd(template, at);
      steps.push(step("literal", { text: template.slice(at, end) }));
      at = end;
    }
  }
  return stack[0] ?? [];
}

function field(spec: string, stop: string): Step {
  const [name = "", type] = spec.split(":");
  const kind = (type as FieldKind | undefined) ?? KIND_OF_NAME[name] ?? "word";
  const named: FieldSetter = (reading, value) => setAttribute(reading, name, value);
  return step(kind, { text: stop, set: name === "_" ? null : (FIELDS[name] ?? named) });
}

function literalEnd(template: string, at: number): number {
  let end = at;
  while (end < template.length && !" ~{".includes(template[end] ?? "") && !template.startsWith("?}", end)) end += 1;
  return end;
}

/** The text a field ends at: what the template has behind it, up to the next field or blank. */
function stopAt(template: string, at: number): string {
  if (template.startsWith("?}", at)) return stopAt(template, at + 2);
  if (template.startsWith("{?", at)) return stopAt(template, at + 2);
  if (template[at] === "~") return stopAt(template, at + 1);
  if (template[at] === " ") {
    const after = template.slice(at + 1, literalEnd(template, at + 1));
    return after === "" ? " " : " " + after;
  }
  return template.slice(at, literalEnd(template, at));
}
