import type { Rule } from "../rule.ts";
import { certificateIssuance } from "./certificate-issuance.ts";
import { certificateExpired } from "./certificate-expired.ts";
import { certificateLoading } from "./certificate-loading.ts";
import { handshakeFailed } from "./handshake-failed.ts";
import { hostnameMismatch } from "./hostname-mismatch.ts";
import { untrustedCertificate } from "./untrusted-certificate.ts";

export const TLS_ERROR: readonly Rule[] = [
  certificateIssuance,
  certificateExpired,
  certificateLoading,
  handshakeFailed,
  hostnameMismatch,
  untrustedCertificate,
];
