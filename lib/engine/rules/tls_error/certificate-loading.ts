import { defineRule } from "../rule.ts";

export const certificateLoading = defineRule({
  id: "tls_error.certificate_loading",
  title: "A certificate or key cannot be loaded",
  headline: "Certificate or key {file} cannot be loaded",
  severity: "high",
  why: "The server cannot present its certificate, so it does not start or serves without TLS.",
  match: {
    any: [
      /could not load server certificate file|could not load private key file|cannot load certificate(?: key)? "?(?<file>[\w./-]{1,120})/i,
      /\bkey values mismatch\b|X509_check_private_key/i,
      /(?:failed|unable|could not|cannot) (?:to )?(?:load|read|parse|open) (?:the )?(?:\w+ )?(?:certificate|private key|key ?pair|keystore|truststore|key store|trust store)(?: file)?(?: from)?(?: '?"?(?<file>[\w./-]{3,120}))?/i,
      /(?:tls|x509): (?:private key does not match public key|failed to (?:find any PEM data|parse))/i,
      /\bPEM_read_bio|\bPEM routines\b.{0,40}(?:no start line|bad)/i,
      /Keystore was tampered with, or password was incorrect/i,
      /\bcertificates?\b.{0,40}\bprivate key\b.{0,40}\b(?:must|missing|mismatch|does not match|required|not found|invalid)\b|\bmust use a certificate with (?:the )?(?:associated|corresponding|a) private key\b|\b(?:no|missing) (?:TLS |SSL |server )?certificate (?:configured|found|provided|specified|available)\b|\bUnable to configure HTTPS endpoint\b|\bcertificate (?:file )?\S{1,120} (?:not found|does not exist|could not be loaded)\b/i,
    ],
  },
  fires: [
    "The server mode SSL must use a certificate with the associated private key.",
    'nginx: [emerg] cannot load certificate "/etc/ssl/shop.pem": BIO_new_file() failed',
    "tls: private key does not match public key",
    "java.io.IOException: Keystore was tampered with, or password was incorrect",
  ],
  silent: ["loaded certificate /etc/ssl/shop.pem valid until 2026-09-01"],
  advice: {
    debugging: [
      "Compare `openssl x509 -noout -pubkey -in cert.pem | sha256sum` with `openssl pkey -pubout -in key.pem | sha256sum`.",
    ],
    quickFixes: ["Install the key that belongs to the certificate, readable by the service's user, and reload."],
    durableFixes: ["Check the pair in the deployment before the reload (`nginx -t`, `openssl verify`)."],
    links: [
      {
        title: "nginx: configuring HTTPS servers",
        url: "https://nginx.org/en/docs/http/configuring_https_servers.html",
      },
    ],
  },
});
