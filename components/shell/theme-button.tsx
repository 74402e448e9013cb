"use client";

import { Moon, Sun } from "lucide-react";
import { IconButton } from "#components/ui/button.tsx";
import { opposite, useTheme } from "./theme.ts";

/** Switches between light and dark. Both icons are drawn and the style decides, so that the server can render it. */
export function ThemeButton() {
  const [, setTheme] = useTheme();
  return (
    <IconButton label="Switch theme" onClick={() => setTheme(opposite())}>
      <Sun aria-hidden className="theme-light" />
      <Moon aria-hidden className="theme-dark" />
    </IconButton>
  );
}
