import { createHash } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { EvidenceLine } from "#contracts/report.ts";
import type { SourceProfile } from "#engine";
import { events, sources } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { statedTime } from "./event-view.ts";
import type { InIngestion } from "./ingestions.ts";
import { levelName } from "./levels.ts";

const PIECE_BYTES = 256 * 1024;
const MAX_RAW_CHARS = 4000;
/** Bytes that are certain to hold so many characters, in any encoding. */
const RAW_BYTES = MAX_RAW_CHARS * 4;

/** Copies of events as evidence, by seq: the raw text, and the SHA-256 of all its stored bytes. Unknown seqs are left out. */
export async function copyEvidence(
  tx: Tx,
  scope: Scope,
  at: InIngestion,
  seqs: readonly number[],
): Promise<EvidenceLine[]> {
  if (seqs.length === 0) return [];
  const rows = await tx
    .select({ event: events, source: sources })
    .from(events)
    .innerJoin(sources, and(eq(sources.ingestionId, events.ingestionId), eq(sources.index, events.sourceIndex)))
    .where(own(scope, events, eq(events.ingestionId, at.ingestionId), inArray(events.seq, [...seqs])))
    .orderBy(asc(events.seq));
  const lines: EvidenceLine[] = [];
  for (const { event, source } of rows) {
    const key = blobKey.source(scope.orgId, at.projectId, at.ingestionId, event.sourceIndex);
    const { head, sha256 } = await readRaw(key, event.byteOffset, event.byteLength);
    lines.push({
      seq: event.seq,
      source: source.name,
      line: event.line,
      timestamp: statedTime(event),
      level: levelName(event.level),
      service: event.service,
      raw: decode(head, source.profile?.encoding ?? "utf-8"),
      sha256,
    });
  }
  return lines;
}

/** In pieces: one event may be a hundred megabytes. */
async function readRaw(key: string, offset: number, length: number): Promise<{ head: Buffer; sha256: string }> {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  for (let at = 0; at < length; at += PIECE_BYTES) {
    const piece = await blobs().readRange(key, offset + at, Math.min(PIECE_BYTES, length - at));
    hash.update(piece);
    if (at === 0) head = Buffer.from(piece.subarray(0, RAW_BYTES));
  }
  return { head, sha256: hash.digest("hex") };
}

function decode(bytes: Buffer, encoding: SourceProfile["encoding"]): string {
  const text = new TextDecoder(encoding).decode(bytes).replaceAll("\0", "\u2400").toWellFormed();
  return text.length > MAX_RAW_CHARS ? text.slice(0, MAX_RAW_CHARS).toWellFormed() : text;
}
