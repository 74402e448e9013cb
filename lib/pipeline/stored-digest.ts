import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Digest } from "#engine";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import type { Scope } from "#lib/scope.ts";

const keyOf = (scope: Scope, ingestionId: string) => blobKey.digest(scope.orgId, scope.projectId ?? "", ingestionId);

/** Keeps the digest of an ingestion, so that later steps and rules need not read the log again. */
export async function saveDigest(scope: Scope, ingestionId: string, digest: Digest): Promise<void> {
  const packed = await promisify(gzip)(JSON.stringify(digest), { level: 1 });
  await blobs().write(keyOf(scope, ingestionId), one(packed));
}

/** Throws `not_found` where the read step has not ended. */
export async function loadDigest(scope: Scope, ingestionId: string): Promise<Digest> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs().read(keyOf(scope, ingestionId))) parts.push(part);
  const text = await promisify(gunzip)(Buffer.concat(parts));
  // safe because only saveDigest writes it; what an older one may lack is filled in
  const digest = JSON.parse(text.toString("utf8")) as Digest & { rules?: Digest["rules"] };
  const detected = { ...digest.detected, ends: digest.detected.ends ?? {} };
  return { ...digest, rules: digest.rules ?? [], detected };
}

// oxlint-disable-next-line require-await -- an iterable of one
async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
