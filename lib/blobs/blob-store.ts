/** Plain bytes by key. Keys are made of our own ids, `/` between them. */
export interface BlobStore {
  /** Whole or not at all. Throws `storage_full` when the disk is. */
  write(key: string, bytes: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }>;
  /** In pieces of at most 256 KiB. Throws `not_found` when there is no such blob. */
  read(key: string): AsyncIterable<Uint8Array>;
  /** Shorter than asked at the end of the blob. */
  readRange(key: string, offset: number, length: number): Promise<Uint8Array>;
  /** All that is kept, half-written blobs included, in no order. */
  list(): AsyncIterable<{ key: string; writtenAt: Date }>;
  /** Removes the blobs whose key begins with `prefix/`, or that are called so. No error when there is none. */
  removeAll(prefix: string): Promise<void>;
}
