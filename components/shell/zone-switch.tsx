"use client";

import { Segmented } from "#components/ui/segmented.tsx";
import { zoneName } from "#lib/client/time.ts";
import { useHydrated, useZone } from "#lib/client/use-zone.ts";

/** UTC or the browser's zone, for every time on the page. */
export function ZoneSwitch({ className }: { className?: string }) {
  const [zone, setZone] = useZone();
  const hydrated = useHydrated();
  return (
    <Segmented
      label="Time zone"
      value={zone}
      onChange={setZone}
      className={className}
      options={[
        { value: "utc", label: "UTC" },
        { value: "local", label: "Local", title: hydrated ? zoneName("local") : undefined },
      ]}
    />
  );
}
