import { log } from "#lib/log.ts";

export interface Ticker {
  /** Waits for the call that is under way. */
  stop(): Promise<void>;
}

/** Calls `work` now and then every so many seconds, never twice at once; an error is logged and the next call still comes. */
export function every(seconds: number, name: string, work: () => Promise<void>): Ticker {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void>;
  const tick = async () => {
    try {
      await work();
    } catch (error) {
      log().warn({ err: error }, `${name} failed; it will be tried again`);
    }
    if (!stopped) timer = setTimeout(() => (running = tick()), seconds * 1000);
  };
  running = tick();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
