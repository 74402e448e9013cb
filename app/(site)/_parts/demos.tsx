import { Play } from "lucide-react";
import { IconButton } from "#components/ui/button.tsx";
import { plural } from "#lib/client/number.ts";
import type { Demo } from "./demo.ts";

/** Incidents that are made up in the tab when asked for. */
export function Demos({ demos, onDemo }: { demos: readonly Demo[]; onDemo: (demo: Demo) => void }) {
  return (
    <section aria-labelledby="demos" className="mt-5 border-t border-line pt-3 lg:col-span-2">
      <h2 id="demos" className="mb-0.5">
        No log at hand? Try one of these incidents
      </h2>
      <ul>
        {demos.map((demo) => (
          <li
            key={demo.id}
            className="flex min-h-[34px] items-center gap-2.5 border-b border-line py-1 last:border-b-0 hover:bg-hover"
          >
            <IconButton label={`Analyse: ${demo.title}`} variant="default" size="sm" onClick={() => onDemo(demo)}>
              <Play aria-hidden />
            </IconButton>
            <button
              type="button"
              tabIndex={-1}
              aria-hidden
              onClick={() => onDemo(demo)}
              className="text-left font-medium text-accent hover:underline md:whitespace-nowrap"
            >
              {demo.title}
            </button>
            <span className="hidden min-w-0 flex-1 truncate pl-2 text-fg-2 md:block">{demo.summary}</span>
            <span className="ml-auto hidden flex-none text-fg-3 tabular-nums md:block">
              about {plural(demo.events, "event")}
            </span>
            <span className="hidden w-14 flex-none text-right text-fg-3 tabular-nums md:block">
              {plural(demo.files, "file")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
