"use client";

import { CircleHelp, Search } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { useModKey } from "#lib/client/use-mod-key.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { Crumbs } from "./crumbs.tsx";
import { Palette } from "./palette.tsx";
import { useMaybeOrganization } from "./session.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { opposite, useTheme } from "./theme.ts";
import { useGo } from "./use-go.ts";
import { ZoneSwitch } from "./zone-switch.tsx";

/** The bar over every page of the product, 44 px. `signOut` ends the session on the server. */
export function TopBar({ signOut }: { signOut: () => Promise<void> }) {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const [, setTheme] = useTheme();
  const [zone, setZone] = useZone();
  const organization = useMaybeOrganization();
  const go = useGo();
  const mod = useModKey();
  const leave = () => void signOut();
  useShortcuts([
    { keys: "mod+k", label: "Search or run", group: "Everywhere", run: () => setOpen("palette") },
    { keys: "?", label: "Keyboard shortcuts", group: "Everywhere", run: () => setOpen("keys") },
    { keys: "", label: "Switch theme", group: "Everywhere", run: () => setTheme(opposite()) },
    {
      keys: "",
      label: zone === "utc" ? "Show times in the local zone" : "Show times in UTC",
      group: "Everywhere",
      run: () => setZone(zone === "utc" ? "local" : "utc"),
    },
    ...(organization === null
      ? []
      : [
          {
            keys: "",
            label: "Members and settings",
            group: "Everywhere",
            run: () => go(`/${organization.slug}/settings/members`),
          },
        ]),
    { keys: "", label: "Sign out", group: "Everywhere", run: leave },
  ]);
  return (
    <header
      data-chrome
      className="flex h-(--h-topbar) flex-none items-center gap-2 border-b border-line bg-canvas px-3 md:gap-3 md:px-4"
    >
      <Brand href={organization === null ? "/" : `/${organization.slug}`} compact />
      <Crumbs />
      <div className="ml-auto flex flex-none items-center gap-1 md:gap-2">
        <button
          type="button"
          aria-label={`Search or run… ${mod} K`}
          onClick={() => setOpen("palette")}
          className="flex h-(--h-control) w-(--h-control) items-center justify-center gap-2 rounded-2 border border-line-strong bg-surface text-left text-fg-3 hover:border-control hover:text-fg-2 md:w-[232px] md:pr-1 md:pl-2"
        >
          <Search aria-hidden />
          <span className="hidden flex-1 md:inline">Search or run…</span>
          <span className="hidden md:inline">
            <Kbd>{`${mod} K`}</Kbd>
          </span>
        </button>
        <ZoneSwitch className="hidden md:inline-flex" />
        <ThemeButton />
        <IconButton label="Keyboard shortcuts" className="hidden md:inline-flex" onClick={() => setOpen("keys")}>
          <CircleHelp aria-hidden />
        </IconButton>
        <AccountMenu onSignOut={leave} />
      </div>
      <Palette open={open === "palette"} onOpenChange={(shown) => setOpen(shown ? "palette" : null)} />
      <ShortcutSheet open={open === "keys"} onOpenChange={(shown) => setOpen(shown ? "keys" : null)} />
    </header>
  );
}
