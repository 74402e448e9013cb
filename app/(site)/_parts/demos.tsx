import { Play } from "lucide-react";
import { IconButton } from "#components/ui/button.tsx";
import { Table } from "#components/ui/table.tsx";
import { plural } from "#lib/client/number.ts";
import type { Demo } from "./demo.ts";

/** Incidents that are made up in the tab when asked for. */
export function Demos({ demos, onDemo }: { demos: readonly Demo[]; onDemo: (demo: Demo) => void }) {
  return (
    <section aria-labelledby="demos" className="mt-5 border-t border-line pt-3 lg:col-span-2">
      <h2 id="demos" className="mb-0.5">
        No log at hand? Try one of these incidents
      </h2>
      <Table className="[&_td]:h-[34px]">
        <thead className="sr-only">
          <tr>
            <th scope="col">Analyse</th>
            <th scope="col">Incident</th>
            <th scope="col">What it is</th>
            <th scope="col">Events</th>
            <th scope="col">Files</th>
          </tr>
        </thead>
        <tbody>
          {demos.map((demo) => (
            <tr key={demo.id} className="cursor-pointer" onClick={() => onDemo(demo)}>
              <td className="w-[30px]">
                <IconButton label={`Analyse: ${demo.title}`} variant="default" size="sm">
                  <Play aria-hidden />
                </IconButton>
              </td>
              <td className="font-medium text-accent max-md:w-full md:whitespace-nowrap">{demo.title}</td>
              <td className="fill text-fg-2 max-md:hidden">{demo.summary}</td>
              <td className="num text-fg-3 max-md:hidden">about {plural(demo.events, "event")}</td>
              <td className="num pl-3 text-fg-3 max-md:hidden">{plural(demo.files, "file")}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
