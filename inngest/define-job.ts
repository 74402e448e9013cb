import type { AppError } from "#lib/errors.ts";
import type { EventData, EventName } from "./events.ts";

/** What both engines can do. */
export interface Step {
  /** Runs `work` once; after a kill or a retry its stored result is given instead. The result passes through JSON. */
  run<T>(id: string, work: () => Promise<T>): Promise<T>;
}

export interface Job<N extends EventName = EventName> {
  id: string;
  event: N;
  /** Further attempts after an error that may pass by itself, with growing pauses. A worker that dies costs none. */
  retries: 0 | 1 | 2 | 3 | 5;
  run(context: { data: EventData<N>; step: Step }): Promise<void>;
  /** After the last attempt. */
  onFailure(context: { data: EventData<N>; error: AppError }): Promise<void>;
}

/** Work that comes round by itself; may run in several workers at once. */
export interface Schedule {
  id: string;
  everyMinutes: number;
  run(): Promise<void>;
}

/** One definition for both engines. */
export const defineJob = <N extends EventName>(job: Job<N>): Job<N> => job;
export const defineSchedule = (schedule: Schedule): Schedule => schedule;
