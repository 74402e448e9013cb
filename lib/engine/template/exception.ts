import type { AttributeValue } from "../events/event.ts";
import { traceOf, type Thrown } from "./trace/trace.ts";

export interface ExceptionShape {
  /** Everything that decides the group: types, own frames, causes; not the messages. */
  key: string;
  /** For people: types, and the frame that decided. */
  template: string;
  type: string;
  frame: string | null;
}

const MAX_FRAMES = 20;

/** The shape of the exception that the event reports, or null when it carries no stack. */
export function exceptionOf(
  message: string,
  attributes: Readonly<Record<string, AttributeValue>>,
): ExceptionShape | null {
  const stack = attributes["exception.stacktrace"];
  const text = message.includes("\n") ? message : typeof stack === "string" ? stack : "";
  if (text === "") return null;
  const type = attributes["exception.type"];
  const chain = traceOf(text.split("\n"), typeof type === "string" ? type : null);
  return chain === null ? null : shapeOf(chain);
}

function shapeOf(chain: readonly Thrown[]): ExceptionShape {
  const parts = chain.map((thrown) => ({ type: thrown.type || "unknown", frames: decidingFrames(thrown) }));
  const title = parts.map(({ type, frames: [first] }) => (first === undefined ? type : `${type} at ${first}`));
  const deciding = chain.find((thrown) => thrown.frames.some((frame) => frame.own)) ?? chain[0];
  return {
    key: parts.map(({ type, frames }) => [type, ...frames].join("\n")).join("\n\n"),
    template: title.join(" caused by "),
    type: parts[0]?.type ?? "unknown",
    frame: deciding === undefined ? null : (decidingFrames(deciding)[0] ?? null),
  };
}

/** The application's own frames, or the innermost one when all are of libraries; recursion counted once. */
function decidingFrames({ frames }: Thrown): string[] {
  const own = new Set(frames.filter((frame) => frame.own).map((frame) => frame.name));
  const [innermost] = frames;
  return own.size > 0 ? [...own].slice(0, MAX_FRAMES) : innermost === undefined ? [] : [innermost.name];
}
