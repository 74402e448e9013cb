import { defineRule } from "../rule.ts";

export const hostnameMismatch = defineRule({
  id: "tls_error.hostname_mismatch",
  title: "A certificate is for another name",
  headline: "The certificate does not cover {name}",
  severity: "high",
  why: "The server presented a certificate that does not name the host the client asked for; clients refuse it.",
  match: {
    any: [
      /certificate is (?:not )?valid for .{0,120}, not (?<name>[\w.*-]{1,80})/i,
      /\bERR_TLS_CERT_ALTNAME_INVALID\b|\bERR_CERT_COMMON_NAME_INVALID\b/i,
      /Hostname\/IP (?:does not match|doesn't match) certificate's altnames/i,
      /(?:certificate|cert).{0,60}(?:does not|doesn't|do not) match.{0,20}(?:host ?name|target host|name|domain)(?: '?(?<name>[\w.*-]{3,80}))?/i,
      /(?:host ?name|host|name).{0,60}(?:mismatch|doesn't match|does not match).{0,30}certificate/i,
      /No (?:subject alternative (?:DNS )?names?|name).{0,40}(?:matching|present|found)(?: IP address)?/i,
      /cannot validate certificate for (?<name>[\w.:-]{1,80})/i,
      /\bRemoteCertificateNameMismatch\b|hostname mismatch, certificate is not valid for/i,
      /\bno alternative certificate subject name matches\b|\bcertificate subject name .{1,120} does not match target\b|\bServer name mismatch\b.{0,40}cert|\bHostname .{1,80} provided via SNI\b/i,
    ],
  },
  fires: [
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'api.example.com'",
    "x509: certificate is valid for shop.example.com, not api.example.com",
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames",
    "java.security.cert.CertificateException: No subject alternative DNS name matching api.example.com found",
  ],
  silent: ['subjectAltName: host "example.com" matched cert\'s "example.com"'],
  advice: {
    debugging: [
      "`openssl s_client -connect <host>:443 -servername <name> </dev/null | openssl x509 -noout -ext subjectAltName`.",
      "Without SNI a server presents its default certificate: check that the client sends the name.",
    ],
    quickFixes: ["Add the name to the certificate, or call the host by a name that it has."],
    durableFixes: ["Order certificates from the list of names that the ingress serves."],
    links: [{ title: "RFC 6125: service identity", url: "https://www.rfc-editor.org/rfc/rfc6125" }],
  },
});
