"use client";

import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Check } from "lucide-react";
import { cn } from "./cn.ts";

export const floating = "rounded-3 border border-line-strong bg-raised shadow-float";
const item =
  "flex h-7 cursor-default items-center gap-2 rounded-1 px-2 text-fg no-underline outline-none select-none data-[disabled]:text-fg-3 data-[highlighted]:bg-hover data-[highlighted]:shadow-none";

export const Menu = DropdownMenu.Root;
export const MenuTrigger = DropdownMenu.Trigger;

export function MenuContent({ className, ...props }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          floating,
          "pop-enter z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-[220px] overflow-y-auto p-1",
          className,
        )}
        {...props}
      />
    </DropdownMenu.Portal>
  );
}

/** One entry; `end` holds a key cap or a word at its right edge. */
export function MenuItem({
  className,
  end,
  danger = false,
  children,
  ...props
}: ComponentProps<typeof DropdownMenu.Item> & { end?: ReactNode; danger?: boolean }) {
  return (
    <DropdownMenu.Item className={cn(item, danger && "text-error", className)} {...props}>
      {children}
      {end === undefined ? null : <span className="ml-auto pl-4 text-fg-3">{end}</span>}
    </DropdownMenu.Item>
  );
}

/** An entry that is the chosen one, or not: the tick says so. */
export function MenuChoice({
  checked,
  className,
  children,
  ...props
}: ComponentProps<typeof DropdownMenu.CheckboxItem>) {
  return (
    <DropdownMenu.CheckboxItem checked={checked} className={cn(item, className)} {...props}>
      <span className="w-3.5">{checked ? <Check aria-hidden /> : null}</span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-0.5 text-11 text-fg-3">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
