"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useModKey } from "#lib/client/use-mod-key.ts";
import { useShortcutList } from "#lib/client/shortcuts.ts";

/** Every key that works on this page, by group. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const bound = useShortcutList().filter(({ keys }) => keys !== "");
  const groups = [...new Set(bound.map(({ group }) => group))];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" className="w-[640px]">
      <div className="mt-3 grid gap-x-8 gap-y-4 md:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-12 text-fg-3">{group}</h3>
            <ul>
              {bound
                .filter((shortcut) => shortcut.group === group)
                .map(({ keys, label }) => (
                  <li key={keys} className="flex h-7 items-center justify-between gap-3">
                    {label}
                    <Keys keys={keys} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="mt-3 text-12 text-fg-3">Keys rest while you type in a field.</p>
    </Dialog>
  );
}

export function Keys({ keys }: { keys: string }) {
  const mod = useModKey();
  const shown = keys.replace("mod+", `${mod} `).split(" ");
  return (
    <span className="flex flex-none gap-[3px]">
      {shown.map((key, index) => (
        // The same key may come twice: `g g`.
        <Kbd key={index}>{key.length === 1 && key >= "A" && key <= "Z" ? `⇧ ${key}` : key === "enter" ? "↵" : key}</Kbd>
      ))}
    </span>
  );
}
