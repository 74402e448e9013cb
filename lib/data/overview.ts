import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Overview } from "#contracts/ingestion.ts";
import { ingestions } from "#db/schema/index.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { findingsOf } from "./findings.ts";
import { topGroups } from "./groups.ts";
import { widen } from "./histogram.ts";
import { toSource } from "./ingestion-view.ts";
import { findIngestion, loadSources, type InIngestion } from "./ingestions.ts";

const TOP_GROUPS = 10;
const NO_HISTOGRAM = { axis: { startMs: 0, binMs: 1000, bins: 0 }, levelBins: {} };

/** What the overview page shows; of an analysis that still runs, as much as there is. */
export function getOverview(scope: Scope, input: InIngestion): Promise<z.input<typeof Overview>> {
  return inScope(scope, async (tx) => {
    const ingestion = await findIngestion(tx, scope, input);
    const [told] = await tx
      .select({ story: ingestions.story, coverage: ingestions.coverage })
      .from(ingestions)
      .where(own(scope, ingestions, eq(ingestions.id, ingestion.id)));
    return {
      story: told?.story ?? null,
      // On the digest's own axis: the bins of findings and groups count on it.
      histogram: widen(ingestion.histogram ?? NO_HISTOGRAM, Infinity),
      findings: await findingsOf(tx, scope, ingestion.id),
      coverage: {
        eventsNotLookedAt: told?.coverage?.eventsNotLookedAt ?? 0,
        unexplainedGroups: told?.coverage?.unexplainedGroups.length ?? 0,
      },
      topGroups: await topGroups(tx, scope, ingestion, TOP_GROUPS),
      sources: (await loadSources(tx, scope, [ingestion.id])).map(toSource),
    };
  });
}
