import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export const buttonVariants = cva(
  "inline-flex items-center justify-center gap-1.5 rounded-2 border font-medium whitespace-nowrap no-underline select-none transition-[background-color,border-color] duration-(--dur-1) hover:no-underline disabled:cursor-not-allowed disabled:border-line disabled:bg-canvas disabled:text-fg-3 aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-canvas aria-disabled:text-fg-3",
  {
    variants: {
      variant: {
        default:
          "border-line-strong bg-surface text-fg hover:not-disabled:border-control hover:not-disabled:bg-hover active:not-disabled:bg-active aria-pressed:bg-active",
        primary:
          "border-accent-fill bg-accent-fill text-on-accent hover:not-disabled:brightness-108 aria-disabled:hover:brightness-100",
        ghost:
          "border-transparent text-fg-2 hover:not-disabled:bg-hover hover:not-disabled:text-fg aria-pressed:bg-active aria-pressed:text-fg disabled:border-transparent disabled:bg-transparent",
        danger: "border-current text-error hover:not-disabled:bg-error-soft",
        link: "border-transparent text-accent underline-offset-2 hover:underline",
      },
      size: {
        default: "h-(--h-control) px-2.5",
        sm: "h-(--h-control-sm) gap-1 px-[7px] text-12",
        inline: "h-auto border-0 px-0",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean };

/** `asChild` gives the look to the child, for links that act like buttons. */
export function Button({ className, variant, size, asChild = false, type, ...props }: ButtonProps) {
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      className={cn(buttonVariants({ variant, size }), className)}
      {...(asChild ? {} : { type: type ?? "button" })}
      {...props}
    />
  );
}

/** A square button with an icon; `label` is its name and its tooltip. */
export function IconButton({
  label,
  className,
  children,
  ...props
}: ButtonProps & { label: string; children: ReactNode }) {
  const square = props.size === "sm" ? "w-(--h-control-sm)" : "w-(--h-control)";
  return (
    <Button variant="ghost" aria-label={label} title={label} className={cn(square, "px-0", className)} {...props}>
      {children}
    </Button>
  );
}
