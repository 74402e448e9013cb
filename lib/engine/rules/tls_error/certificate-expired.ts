import { defineRule } from "../rule.ts";

export const certificateExpired = defineRule({
  id: "tls_error.certificate_expired",
  title: "A certificate has expired",
  severity: "critical",
  why: "Every client that checks certificates refuses this connection; nothing but a new certificate helps.",
  match: {
    any: [
      /certificate (?:has |is |was )?expired/i,
      /\bCERT_HAS_EXPIRED\b|\bX509_V_ERR_CERT_HAS_EXPIRED\b|\bSSLV3_ALERT_CERTIFICATE_EXPIRED\b|\bNET::ERR_CERT_DATE_INVALID\b|\bSEC_E_CERT_EXPIRED\b/i,
      /\bCertificateExpiredException\b|\bCertificateNotYetValidException\b/i,
      /certificate (?:has expired or )?is not yet valid/i,
      /\bexpired certificate\b/i,
      /certificate .{0,120}\bexpired (?:on|at|\d+ days? ago)/i,
      /\bcert(?:ificate)?s?(?: ['"]?[\w./*-]{1,100}['"]?)? (?:has |have |is |was |are )?(?:already )?expired\b|\bCertExpired\b|\bCertNotValid\w*|\bNotValidYet\b/i,
    ],
  },
  fires: [
    "x509: certificate has expired or is not yet valid: current time 2026-02-11T08:00:00Z is after 2026-02-10T23:59:59Z",
    "Error: certificate has expired code: 'CERT_HAS_EXPIRED'",
    "javax.net.ssl.SSLHandshakeException: java.security.cert.CertificateExpiredException: NotAfter: Tue Feb 10 23:59:59 UTC 2026",
  ],
  silent: ["certificate for shop.example.com renewed, not expired until 2026-05-11", "certificate expires in 61 days"],
  advice: {
    debugging: [
      "`openssl s_client -connect <host>:443 -servername <host> </dev/null | openssl x509 -noout -dates -subject -issuer`.",
      '"Not yet valid" or many hosts at once: check the clock of the client (`timedatectl`).',
    ],
    quickFixes: ["Renew it (`certbot renew`, `cmctl renew <certificate>`) and reload the server that presents it."],
    durableFixes: ["Renew automatically at two thirds of the lifetime and alert on `probe_ssl_earliest_cert_expiry`."],
    links: [
      {
        title: "OpenSSL: verification errors",
        url: "https://docs.openssl.org/master/man1/openssl-verification-options/",
      },
    ],
  },
});
