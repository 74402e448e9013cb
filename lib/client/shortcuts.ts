"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  /** `j`, `E`, `?`, `mod+k`, or a sequence: `g e`. */
  keys: string;
  label: string;
  group: string;
  run: (event: KeyboardEvent) => void;
}

const SEQUENCE_MS = 1200;
let registered: readonly Shortcut[] = [];
let pending: { key: string; at: number } | null = null;
const listeners = new Set<() => void>();

/** Binds keys while the component is mounted. Later bindings win over earlier ones for the same keys. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map(({ keys, label, group }) => `${keys}\t${label}\t${group}`).join("\n");
  useEffect(() => {
    const bound = signature === "" ? [] : signature.split("\n").map((row, index) => toShortcut(row, index, latest));
    registered = [...registered, ...bound];
    changed();
    return () => {
      registered = registered.filter((shortcut) => !bound.includes(shortcut));
      changed();
    };
  }, [signature]);
}

function toShortcut(row: string, index: number, latest: { current: readonly Shortcut[] }): Shortcut {
  const [keys = "", label = "", group = ""] = row.split("\t");
  return { keys, label, group, run: (event) => latest.current[index]?.run(event) };
}

/** All that is bound now, for the sheet behind `?`. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, list, none);
}

/** Finds and runs what a key press means. Exported for its test; `subscribe` installs it. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = nameOf(event);
  if (key === "esc" && leaveField(event.target)) return;
  if (key === null || (!key.startsWith("mod+") && isTakenBy(event.target, key))) return;
  const sequence = pending !== null && event.timeStamp - pending.at < SEQUENCE_MS ? `${pending.key} ${key}` : null;
  const found = registered.findLast(({ keys }) => keys === sequence) ?? registered.findLast(({ keys }) => keys === key);
  pending = found === undefined && !key.startsWith("mod+") ? { key, at: event.timeStamp } : null;
  if (found === undefined) return;
  event.preventDefault();
  found.run(event);
}

/** `mod` is ⌘ on a Mac and Ctrl elsewhere; shift shows in the character itself (`?`, `E`). */
function nameOf({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): string | null {
  if (altKey || key === "Shift" || key === "Meta" || key === "Control") return null;
  if (metaKey || ctrlKey) return `mod+${key.toLowerCase()}`;
  return key === "Escape" ? "esc" : key === "Enter" ? "enter" : key;
}

/** A field on the page lets go of the focus; one in a dialog leaves esc to the dialog. */
function leaveField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.matches("input,textarea,select")) return false;
  if (target.closest("[role=dialog],[role=listbox]") !== null) return false;
  target.blur();
  return true;
}

/** Inputs and open menus keep every key, what can be pressed keeps `enter`. */
function isTakenBy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const owners = "input,textarea,select,[contenteditable=true],[role=menu],[role=dialog],[role=listbox]";
  return target.closest(key === "enter" ? `${owners},a,button,summary` : owners) !== null;
}

let installed = false;
function changed(): void {
  if (!installed && typeof addEventListener === "function") {
    addEventListener("keydown", onKeyDown);
    installed = true;
  }
  for (const tell of listeners) tell();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const NONE: readonly Shortcut[] = [];
let listed: { of: readonly Shortcut[]; each: readonly Shortcut[] } = { of: [], each: [] };
/** Each key once, as the last binding has it. */
function list(): readonly Shortcut[] {
  if (listed.of !== registered) {
    const last = new Map(registered.map((shortcut) => [shortcut.keys || shortcut.label, shortcut]));
    listed = { of: registered, each: registered.filter((one) => last.get(one.keys || one.label) === one) };
  }
  return listed.each;
}
const none = () => NONE;
