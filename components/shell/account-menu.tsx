"use client";

import { KeyRound, LogOut, Monitor, Moon, Sun } from "lucide-react";
import {
  Menu,
  MenuChoice,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from "#components/ui/menu.tsx";
import { Avatar, initialsOf } from "./avatar.tsx";
import { useMaybeOrganization, useMe } from "./session.tsx";
import { useTheme, type Theme } from "./theme.ts";
import { useGo } from "./use-go.ts";

const THEMES = [
  { value: "system", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const satisfies readonly { value: Theme; label: string; icon: unknown }[];

export function AccountMenu({ onSignOut }: { onSignOut: () => void }) {
  const { user, organizations } = useMe();
  const organization = useMaybeOrganization() ?? organizations[0];
  const [theme, setTheme] = useTheme();
  const go = useGo();
  return (
    <Menu>
      <MenuTrigger
        aria-label={`${initialsOf(user.name)}, account of ${user.name}`}
        className="grid size-7 place-items-center rounded-full"
      >
        <Avatar name={user.name} />
      </MenuTrigger>
      <MenuContent align="end">
        <div className="px-2 py-1.5">
          <div className="font-medium">{user.name}</div>
          <div className="text-12 text-fg-3">{user.email}</div>
        </div>
        <MenuSeparator />
        {organization === undefined ? null : (
          <MenuItem onSelect={() => go(`/${organization.slug}/settings/account`)}>
            <KeyRound aria-hidden /> Account and password
          </MenuItem>
        )}
        <MenuLabel>Theme</MenuLabel>
        {THEMES.map(({ value, label, icon: Icon }) => (
          <MenuChoice key={value} checked={theme === value} onSelect={() => setTheme(value)}>
            <Icon aria-hidden /> {label}
          </MenuChoice>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={onSignOut}>
          <LogOut aria-hidden /> Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
