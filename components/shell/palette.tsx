"use client";

import { ArrowRight, Command as CommandIcon } from "lucide-react";
import { Command } from "cmdk";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { useShortcutList, type Shortcut } from "#lib/client/shortcuts.ts";
import { useMe } from "./session.tsx";
import { Keys } from "./shortcut-sheet.tsx";
import { useGo } from "./use-go.ts";

/** What can be done here and where one can go. Pages add to it by binding shortcuts (with empty `keys` where none are needed). */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Commands"
      hideTitle
      className="w-[600px] overflow-hidden p-0"
    >
      <PaletteBody close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function PaletteBody({ close }: { close: () => void }) {
  const [text, setText] = useState("");
  const shortcuts = useShortcutList().filter(({ keys }) => keys !== "mod+k");
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  const { organizations } = useMe();
  const go = useGo();
  const run = (action: () => void) => {
    close();
    // After the window has given the focus back.
    requestAnimationFrame(action);
  };
  return (
    <Command label="Commands" loop>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Search or run…"
        className="h-11 w-full border-b border-line bg-transparent px-4 text-14 focus-visible:shadow-none"
      />
      <Command.List aria-label="Commands" className="max-h-[min(420px,60vh)] overflow-y-auto pb-2">
        <Command.Empty className="px-4 py-3 text-fg-2">Nothing is called “{text}” here.</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group} heading={group} className={heading}>
            {shortcuts
              .filter((shortcut) => shortcut.group === group)
              .map((shortcut) => (
                <Entry key={shortcut.keys + shortcut.label} shortcut={shortcut} run={run} />
              ))}
          </Command.Group>
        ))}
        <Command.Group heading="Projects" className={heading}>
          {organizations.flatMap((organization) =>
            organization.projects.map((project) => (
              <Command.Item
                key={project.id}
                value={`${organization.name} ${project.name} ${project.id}`}
                onSelect={() => run(() => go(`/${organization.slug}/${project.slug}`))}
                className={entry}
              >
                <ArrowRight aria-hidden />
                {project.name}
                <span className="ml-auto text-fg-3">{organization.name}</span>
              </Command.Item>
            )),
          )}
        </Command.Group>
      </Command.List>
    </Command>
  );
}

function Entry({ shortcut, run }: { shortcut: Shortcut; run: (action: () => void) => void }) {
  const { keys, label, group } = shortcut;
  return (
    <Command.Item
      value={`${group} ${label} ${keys}`}
      onSelect={() => run(() => shortcut.run(new KeyboardEvent("keydown")))}
      className={entry}
    >
      {group === "Go to" ? <ArrowRight aria-hidden /> : <CommandIcon aria-hidden />}
      {label}
      {keys === "" ? null : (
        <span className="ml-auto">
          <Keys keys={keys} />
        </span>
      )}
    </Command.Item>
  );
}

const heading =
  "[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-fg-3";
const entry =
  "flex h-8 cursor-default items-center gap-2.5 px-4 data-[selected=true]:bg-accent-soft data-[selected=true]:shadow-[inset_2px_0_var(--color-accent-fill)]";
