"use client";

import { createContext, useContext } from "react";
import type { Ingestion } from "#contracts/ingestion.ts";

export interface IngestionPlace {
  ingestion: Ingestion;
  params: { projectId: string; ingestionId: string };
  /** Address of the ingestion's overview; its other pages follow it. */
  href: string;
  /** The project's home. */
  projectHref: string;
  /** Still being worked on: what is shown may still grow, and is asked for again. */
  running: boolean;
}

const Context = createContext<IngestionPlace | null>(null);
export const IngestionProvider = Context.Provider;

/** The ingestion of the address, for its pages. */
export function useIngestion(): IngestionPlace {
  const place = useContext(Context);
  if (place === null) throw new Error("useIngestion outside an ingestion's pages");
  return place;
}

/** Address of a line, or of the lines of a range, in Events. */
export function lineHref(href: string, from: number, to: number = from): string {
  return `${href}/events?seq=${from === to ? from : `${from}-${to}`}`;
}

/** Options for queries on a page of the ingestion: asked again while it runs. */
export function useLive() {
  const { running } = useIngestion();
  return { refetchInterval: running ? 3000 : false, placeholderData: <T,>(before: T) => before } as const;
}

/** Address of the comparison with an earlier ingestion; by default the one that the server thinks of first. */
export function compareHref(projectHref: string, after: string, before?: string): string {
  return `${projectHref}/compare?${before === undefined ? "" : `before=${before}&`}after=${after}`;
}
