/** What a survey learned about one source. Plain JSON: it is stored with the source and makes reading repeatable. */
export interface SourceProfile {
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin1";
  /** Formats seen in the surveyed part, best first. */
  formats: { id: string; title: string; share: number; confidence: number; evidence: string }[];
  /** How `03/04` is to be read here, and whether the text proved it. */
  dateOrder: "mdy" | "dmy" | "ymd";
  dateOrderProved: boolean;
  /** IANA name or `±hh:mm` that zone-less times are read in; null: unknown, read as UTC and said so. */
  zone: string | null;
  /** ISO instant at which the source was received: the year rule needs it. Given by the caller; the engine has no clock. */
  receivedAt: string;
  /** Anything else that the formats need to read it again the same way (an inferred header, `#Fields`…). Opaque JSON. */
  layout: unknown;
}

/** How well one source was read; for the parse-quality panel and `aiops analyze`. */
export interface SourceQuality {
  lines: number;
  events: number;
  bytes: number;
  formats: { id: string; title: string; events: number }[];
  /** Events no format recognised, with up to 5 samples (cut to 200 characters). */
  unrecognised: number;
  samples: { line: number; text: string }[];
  levelsInferred: number;
  yearsInferred: number;
  zoneUnknown: number;
  withoutTime: number;
  timeJumps: number;
}
