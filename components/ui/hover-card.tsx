"use client";

import { HoverCard as RadixHover, Tooltip as RadixTooltip } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { floating } from "./menu.tsx";

/** More about a thing, on hover or focus of `children` (one element that takes a ref). Never the only way to it. */
export function HoverCard({
  card,
  onOpen,
  className,
  children,
}: {
  card: ReactNode;
  onOpen?: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <RadixHover.Root openDelay={180} closeDelay={80} onOpenChange={(open) => open && onOpen?.()}>
      <RadixHover.Trigger asChild>{children}</RadixHover.Trigger>
      <RadixHover.Portal>
        <RadixHover.Content
          sideOffset={4}
          collisionPadding={12}
          align="start"
          className={cn(floating, "pop-enter z-30 w-[520px] max-w-[calc(100vw-24px)] px-2.5 py-2", className)}
        >
          {card}
        </RadixHover.Content>
      </RadixHover.Portal>
    </RadixHover.Root>
  );
}

/** A few words on hover and focus. Carries its own provider, so it can stand anywhere. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={250}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            sideOffset={4}
            collisionPadding={8}
            className={cn(floating, "pop-enter z-40 max-w-[360px] px-2 py-1 text-12")}
          >
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
