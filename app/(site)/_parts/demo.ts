/** A demo incident as the page lists it; its text is generated in the tab. */
export interface Demo {
  id: string;
  title: string;
  summary: string;
  files: number;
  events: number;
}

export const DEMO_EVENTS = 20_000;
