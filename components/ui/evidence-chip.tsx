import { cn } from "./cn.ts";
import { Link } from "./link.tsx";

export type EvidenceState = "checked" | "unverified";

const LOOKS: Record<EvidenceState, string> = {
  checked: "border-accent-line bg-accent-soft text-accent",
  unverified: "border-dashed border-fg-3 text-fg-2",
};

/**
 * The proof inside a sentence: `[9412]`. Solid: checked against the log. Filled: open beside. Dashed with `?`: not verified.
 * With `href` it is a link, with `onOpen` a button, else just a mark.
 */
export function EvidenceChip({
  from,
  to = from,
  state = "checked",
  open = false,
  href,
  onOpen,
  className,
}: {
  from: number;
  to?: number;
  state?: EvidenceState;
  open?: boolean;
  href?: string;
  onOpen?: (from: number, to: number) => void;
  className?: string;
}) {
  const range = from === to ? String(from) : `${from}–${to}`;
  const look = cn(
    "relative mx-px inline-block rounded-1 border px-[3px] align-[1px] font-mono text-[11.5px] leading-[15px] font-medium tracking-[-0.01em] whitespace-nowrap no-underline",
    LOOKS[state],
    open && "border-accent-fill bg-accent-fill text-on-accent",
    (href !== undefined || onOpen !== undefined) &&
      "hover:border-accent-fill hover:bg-accent-fill hover:text-on-accent hover:no-underline",
    className,
  );
  const text = (
    <>
      <span className="opacity-75">[</span>
      {range}
      <span className="opacity-75">{state === "unverified" ? "?]" : "]"}</span>
      {state === "unverified" ? <span className="sr-only">not verified</span> : null}
    </>
  );
  if (href !== undefined) {
    return (
      <Link href={href} className={look} prefetch={false}>
        {text}
      </Link>
    );
  }
  if (onOpen !== undefined) {
    return (
      <button type="button" className={look} aria-pressed={open} onClick={() => onOpen(from, to)}>
        {text}
      </button>
    );
  }
  return <span className={look}>{text}</span>;
}
