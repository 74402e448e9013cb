import { defineRule } from "../rule.ts";

export const handshakeFailed = defineRule({
  id: "tls_error.handshake_failed",
  title: "A TLS handshake failed",
  severity: "high",
  why: "The two sides did not agree on a protocol, a cipher or a certificate, so no request was sent.",
  match: {
    any: [
      /(?:tls|ssl)?.{0,20}\bhandshake (?:has )?(?:failed|failure|error|timed out|timeout|aborted|terminated)/i,
      /\bhandshake failed\b/i,
      /(?:tls|ssl)[ :].{0,40}(?:bad record mac|protocol version|unsupported protocol|no shared cipher|wrong version number|unknown protocol|alert number \d+|inappropriate fallback)/i,
      /\bSSL(?:_ERROR_SYSCALL|_ERROR_ZERO_RETURN|V3_ALERT_HANDSHAKE_FAILURE|V3_ALERT_BAD_CERTIFICATE|V3_ALERT_CERTIFICATE_UNKNOWN)\b/i,
      /\bSSLHandshakeException\b|\bSSLProtocolException\b|\bSSLPeerUnverifiedException\b|\bSSLException\b|\bTLSHandshakeError\b/i,
      /\bEPROTO\b.{0,80}(?:SSL|TLS)/i,
      /\b(?:wrong version number|no shared cipher|no cipher suites in common|unsupported SSL protocol|no protocols available|tlsv1 alert \w+|unexpected message.{0,10}ssl)\b/i,
      /client sent an HTTP request to an HTTPS server|HTTP request was sent to HTTPS port/i,
      /first record does not look like a TLS handshake/i,
      /remote error: tls:/i,
      /\bTLS Error:|\bTLS_ERROR\b|transport failure reason: TLS/i,
      /Authentication failed because the remote party has closed the transport stream/i,
      /SSL connection (?:has been closed|error|could not be established)/i,
      /The SSL connection could not be established/i,
      /Could not create SSL\/TLS secure channel/i,
      /SSL_do_handshake\(\) failed|SSL_connect(?:\(\))? (?:error|returned=|failed)|SSL_accept(?:\(\))? (?:error|failed)/i,
      /handshake message sequence violation|received fatal alert/i,
      /\bpeer (?:is )?not (?:authenticated|verified)\b/i,
      /TLS:? (?:handshake|negotiation|key negotiation) .{0,40}(?:failed|error|failed to occur)/i,
      /\bGnuTLS error\b|gnutls_handshake\(\) failed/i,
      /error:(?:0A|14)[0-9A-F]{6}:SSL/i,
      /\bSchannel\b.{0,40}(?:error|fatal alert)|\bA fatal alert was (?:generated|received)\b|\bfatal TLS alert\b|\bTLS protocol defined fatal error/i,
    ],
    not: [/no handshake (?:error|failure)/i],
  },
  fires: [
    "TLS Error: TLS handshake failed",
    "http: TLS handshake error from 10.0.0.9:51234: remote error: tls: bad certificate",
    "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure",
    "SSL_do_handshake() failed (SSL: error:0A00006C:SSL routines::bad key share) while SSL handshaking",
    "write EPROTO 140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number",
  ],
  silent: [
    "gateway tls handshake ok peer=10.1.0.4 version=1.3 took=12ms",
    "TLS handshake completed with cipher TLS_AES_256_GCM_SHA384",
    "tls_handshake_errors=0",
  ],
  advice: {
    debugging: [
      "`openssl s_client -connect <host>:<port> -tls1_2` and `-tls1_3`: see which version and cipher the server accepts.",
      '"wrong version number" and "does not look like a TLS handshake" mean plain HTTP on a TLS port or the other way round.',
    ],
    quickFixes: [
      "Enable a version and cipher that both sides have (TLS 1.2 at least), or correct the scheme and the port.",
    ],
    durableFixes: ["Keep one TLS profile for all services and test it against the oldest client before tightening it."],
    links: [{ title: "Mozilla: server-side TLS", url: "https://wiki.mozilla.org/Security/Server_Side_TLS" }],
  },
});
