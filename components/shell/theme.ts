"use client";

import { useSyncExternalStore } from "react";
import { THEME_KEY } from "./theme-script.ts";

export type Theme = "system" | "light" | "dark";
const listeners = new Set<() => void>();

/** The theme chosen, and its switch. `system` follows the browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, chosen, system), choose];
}

function choose(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const tell of listeners) tell();
}

/** The other of light and dark than what is seen now. */
export function opposite(): Theme {
  const shown = document.documentElement.dataset["theme"];
  const dark = shown === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : shown === "dark";
  return dark ? "light" : "dark";
}

function chosen(): Theme {
  const shown = document.documentElement.dataset["theme"];
  return shown === "light" || shown === "dark" ? shown : "system";
}
const system = (): Theme => "system";
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
