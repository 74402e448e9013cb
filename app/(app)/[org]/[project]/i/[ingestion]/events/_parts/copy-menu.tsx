"use client";

import { Braces, ChevronDown, Copy, FileText, Link2, Quote } from "lucide-react";
import type { EventDetail } from "#contracts/event.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";

const FORMS = [
  { label: "As JSON", icon: Braces, text: (event: EventDetail) => JSON.stringify(event, null, 2) },
  { label: "Raw line", icon: FileText, text: (event: EventDetail) => event.raw },
  { label: "Message", icon: Copy, text: (event: EventDetail) => event.message },
  { label: "Citation", icon: Quote, text: (event: EventDetail) => `[${event.seq}]` },
  {
    label: "Link",
    icon: Link2,
    text: ({ seq }: EventDetail, href: string) => `${location.origin}${lineHref(href, seq)}`,
  },
] as const;

/** Takes the event elsewhere, in the form it is needed. */
export function CopyMenu({ event }: { event: EventDetail | undefined }) {
  const { href } = useIngestion();
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm" disabled={event === undefined}>
          <Copy aria-hidden />
          Copy
          <ChevronDown aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {FORMS.map(({ label, icon: Icon, text }) => (
          <MenuItem
            key={label}
            onSelect={() => {
              if (event === undefined) return;
              navigator.clipboard.writeText(text(event, href)).then(() => notify(`${label} copied`), notifyError);
            }}
          >
            <Icon aria-hidden />
            {label}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
