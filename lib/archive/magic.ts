export type Kind = "plain" | "gzip" | "zstd" | "zip" | "tar" | "bzip2" | "xz" | "7z" | "rar";

const ARCHIVES: readonly [Kind, readonly number[]][] = [
  ["gzip", [0x1f, 0x8b]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["bzip2", [0x42, 0x5a, 0x68]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ["7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ["rar", [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

const BINARIES: readonly [string, readonly number[]][] = [
  ["a PNG image", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG image", [0xff, 0xd8, 0xff]],
  ["a GIF image", [0x47, 0x49, 0x46, 0x38]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a program", [0x7f, 0x45, 0x4c, 0x46]],
  ["a SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ["a Windows event log (.evtx); export it as XML or text", [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00]],
  ["a systemd journal; send the output of journalctl -o json", [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48]],
];

/** What the first bytes say it is. `tar` needs 262 of them. */
export function kindOf(head: Uint8Array): Kind {
  const archive = ARCHIVES.find(([, magic]) => startsWith(head, magic));
  if (archive !== undefined) return archive[0];
  return startsWith(head.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]) ? "tar" : "plain";
}

/**
 * Why these bytes are no text, in words; null when they may be a log. A few NULs or stray control characters are tolerated (a crash
 * leaves such holes in a log), as is UTF-16 with a byte order mark.
 */
export function binaryReason(head: Uint8Array): string | null {
  const known = BINARIES.find(([, magic]) => startsWith(head, magic));
  if (known !== undefined) return known[0];
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return null;
  let odd = 0;
  let before = -1;
  for (const byte of head) {
    // Tab to carriage return, and escape (ANSI colours), belong to logs. A hole of NULs counts once.
    if ((byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) && byte !== before) odd += 1;
    before = byte;
  }
  return odd > Math.max(8, head.length * 0.04) ? "binary data" : null;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}
