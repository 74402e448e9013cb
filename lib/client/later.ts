/** Something that is going to happen and can still be taken back. */
export interface Pending {
  now(): void;
  cancel(): void;
}

/** Does `work` once, after so many seconds or when the page is closed before. */
export function later(seconds: number, work: () => void): Pending {
  const cancel = () => {
    clearTimeout(timer);
    removeEventListener("pagehide", now);
  };
  const now = () => {
    cancel();
    work();
  };
  const timer = setTimeout(now, seconds * 1000);
  addEventListener("pagehide", now);
  return { now, cancel };
}
