import { useId, type ReactNode } from "react";
import { cn } from "./cn.ts";

/** A part of a page: a hairline above, a heading, a count or qualifier beside it, links at the end of the line. */
export function Section({
  title,
  note,
  end,
  className,
  children,
}: {
  title?: string;
  note?: ReactNode;
  end?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      {...(title === undefined ? {} : { "aria-labelledby": id })}
      className={cn("border-t border-line p-3 first:border-t-0 md:px-6 md:py-4", className)}
    >
      {title === undefined ? null : (
        <header className="mb-2 flex min-h-5 flex-wrap items-baseline gap-x-2 gap-y-1 md:flex-nowrap">
          <h2 id={id}>{title}</h2>
          {note === undefined ? null : <span className="text-12 text-fg-3 tabular-nums">{note}</span>}
          {end === undefined ? null : <span className="ml-auto text-12">{end}</span>}
        </header>
      )}
      {children}
    </section>
  );
}

/** The title row, 44 px: name, facts, actions. Children are facts: `<Fact value="48,213">events</Fact>`. */
export function PageHead({
  title,
  end,
  children,
  className,
}: {
  title: ReactNode;
  end?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <section
      aria-label="Page"
      className={cn(
        "flex min-h-(--h-title) flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-2 pb-1 md:flex-nowrap md:px-6 md:pt-1.5 md:pb-0.5",
        className,
      )}
    >
      <h1 className="truncate max-md:min-w-0 max-md:flex-1">{title}</h1>
      {children === undefined ? null : (
        <div className="order-5 flex w-full min-w-0 flex-wrap gap-x-3 overflow-hidden text-12 text-fg-2 md:order-none md:w-auto md:flex-nowrap md:gap-x-4 md:whitespace-nowrap">
          {children}
        </div>
      )}
      {end === undefined ? null : <div className="ml-auto flex flex-none gap-2">{end}</div>}
    </section>
  );
}

export function Fact({ value, className, children }: { value?: ReactNode; className?: string; children?: ReactNode }) {
  return (
    <span className={className}>
      {value === undefined ? null : <b className="font-medium text-fg tabular-nums">{value}</b>}
      {value === undefined || children === undefined ? null : " "}
      {children}
    </span>
  );
}
