/** What a source's profile keeps beside its formats; see `SourceProfile.layout`. */
export interface Layout {
  /** Lines are prefixed `web-1  | `. */
  compose: boolean;
}

/** Reads a stored layout; a missing or foreign one is the plain one. */
export function layoutOf(stored: unknown): Layout {
  const layout = typeof stored === "object" && stored !== null ? (stored as Partial<Layout>) : {};
  return { compose: layout.compose === true };
}
