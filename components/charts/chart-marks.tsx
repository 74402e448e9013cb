import { cn } from "#components/ui/cn.ts";

export interface ChartMark {
  atMs: number;
  /** `major` stands with its sign and title in the chart, `minor` is a tick under the axis. */
  weight: "major" | "minor";
  kind: "onset" | "deploy" | "recovery";
  /** A number or a letter. */
  sign: string;
  title: string;
}

/** Marks nearer to each other than this share of the width are drawn as one. */
const APART = 0.02;

/** Onsets (black discs), deploys (squares) and recoveries over a chart. Close ones are joined: their titles stand in the tooltip. */
export function ChartMarks({ marks, startMs, endMs }: { marks: readonly ChartMark[]; startMs: number; endMs: number }) {
  const place = (ms: number) => (ms - startMs) / Math.max(1, endMs - startMs);
  const inside = marks.filter(({ atMs }) => atMs >= startMs && atMs <= endMs);
  const majors = clusters(
    inside.filter(({ weight }) => weight === "major"),
    ({ atMs }) => place(atMs),
    APART,
  );
  const starts = majors.flatMap(([first]) => (first === undefined ? [] : [place(first.atMs)]));
  return (
    <>
      {inside
        .filter(({ weight }) => weight === "minor")
        .map((mark) => (
          <span
            key={`${mark.sign} ${mark.atMs}`}
            title={mark.title}
            className="absolute -bottom-[5px] h-[9px] border-l-2 border-fg"
            style={{ left: `${place(mark.atMs) * 100}%` }}
          />
        ))}
      {majors.map((cluster, index) => {
        const [first] = cluster;
        if (first === undefined) return null;
        const left = place(first.atMs);
        const room = roomOf(index, starts);
        return <Mark key={`${first.sign} ${first.atMs}`} cluster={cluster} first={first} left={left} room={room} />;
      })}
    </>
  );
}

/** Beyond this share of the width a title stands to the left of its mark. */
const FLIPPED_FROM = 0.8;

/** The share of the width that a mark's title may take: up to the next mark, half of it where that one's title comes towards it. */
function roomOf(index: number, starts: readonly number[]): number {
  const left = starts[index] ?? 0;
  const flipped = left > FLIPPED_FROM;
  const other = flipped ? (starts[index - 1] ?? 0) : (starts[index + 1] ?? 1);
  const towards = flipped ? other <= FLIPPED_FROM : other > FLIPPED_FROM && index + 1 < starts.length;
  return (Math.abs(other - left) * (towards ? 1 : 2)) / 2;
}

/** Neighbours nearer than `apart` together, in order. */
export function clusters<T>(items: readonly T[], at: (item: T) => number, apart: number): T[][] {
  const joined: T[][] = [];
  for (const item of items.toSorted((a, b) => at(a) - at(b))) {
    const last = joined.at(-1);
    const start = last?.[0];
    if (last !== undefined && start !== undefined && at(item) - at(start) < apart) last.push(item);
    else joined.push([item]);
  }
  return joined;
}

function Mark({ cluster, first, left, room }: { cluster: ChartMark[]; first: ChartMark; left: number; room: number }) {
  const flipped = left > FLIPPED_FROM;
  return (
    <span
      title={cluster.map(({ title }) => title).join("\n")}
      className="absolute inset-y-0 z-1 border-l border-dashed border-fg-3"
      style={{ left: `${left * 100}%` }}
    >
      <MarkSign kind={first.kind} sign={first.sign} className="absolute -top-[9px] -left-2" />
      {room < 0.07 ? null : (
        <em
          className={cn(
            "absolute -top-[9px] max-w-[180px] truncate bg-surface px-0.5 text-11 leading-4 font-medium text-fg-2 not-italic",
            flipped ? "right-3" : "left-2.5",
            first.kind === "onset" ? "" : "max-md:hidden",
          )}
          style={{ maxWidth: `min(180px, ${Math.round(room * 900)}px, ${Math.round(room * 85)}vw)` }}
        >
          {first.title}
          {cluster.length > 1 ? `, +${cluster.length - 1}` : ""}
        </em>
      )}
    </span>
  );
}

const SIGNS = {
  onset: "rounded-full bg-fg text-surface",
  finding: "rounded-[2px] border border-fg-3 text-fg-2",
  burst: "rounded-full border border-fg bg-surface text-fg",
  silence: "rounded-full border border-dashed border-fg-3 bg-surface text-fg-2",
  deploy: "rounded-[2px] border border-fg bg-surface text-fg",
  recovery: "rounded-full border border-fg bg-surface text-fg",
} as const;
export type SignKind = keyof typeof SIGNS;

/** The 16 px sign of a mark: discs for what the log shows, squares for what people did or rules found. */
export function MarkSign({ kind, sign, className }: { kind: SignKind; sign: string; className?: string }) {
  return (
    <b
      className={cn(
        "inline-grid size-4 place-items-center text-[10.5px] leading-none font-semibold",
        SIGNS[kind],
        className,
      )}
    >
      {sign}
    </b>
  );
}
