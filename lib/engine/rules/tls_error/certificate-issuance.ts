import { defineRule } from "../rule.ts";

export const certificateIssuance = defineRule({
  id: "tls_error.certificate_issuance",
  title: "A certificate cannot be issued or renewed",
  headline: "No certificate can be issued for {name}",
  severity: "high",
  why: "The certificate in use runs out on its day whatever the site does: once renewal fails there are days or weeks left, not more.",
  match: {
    any: [
      /(?<name>[\w*-]{1,60}(?:\.[\w-]{1,60}){1,6}): obtaining certificate: /i,
      /\b(?:obtain|renew|issu|request)(?:ing|al|ance|e)? (?:of )?(?:the |a |new |TLS )?certificates?\b.{0,120}\b(?:fail\w*|error|unable|could not|cannot|timed? ?out|cancel\w*|denied|invalid)\b/i,
      /\b(?:failed|unable|could not|cannot|error) (?:to )?(?:obtain|renew\w*|issue|request|get|creat\w+) (?:a |the )?(?:new |TLS |SSL )?certificates?\b/i,
      /\b(?:Some|All) (?:challenges|renewals) (?:have )?failed\b|\bChallenge failed for domain (?<name>[\w.*-]{3,100})|\bACME (?:challenge|order|client|server) .{0,60}(?:failed|error|invalid)|\burn:ietf:params:acme:error:(?!rateLimited)\w+/i,
      /\b(?:http|dns|tls-alpn)-\d\d challenge\b.{0,80}(?:fail|invalid|error|propagat|wrong status)|\bpropagation check failed\b|\bcould not get nonce\b/i,
      /\bcertificates? (?:\S{1,100} ){0,3}(?:will expire|expires|is about to expire|expiring) (?:soon|in (?:\d|1\d) days?)\b/i,
    ],
    not: [/renewed successfully|not yet due for renewal/i],
  },
  fires: [
    "certbot: Challenge failed for domain shop.example.org",
    '{"level":"error","logger":"tls","msg":"job failed","error":"shop.example.org: obtaining certificate: context canceled"}',
    "cert-manager/certificates: failed to renew certificate: ACME order in invalid state",
    "certificate of api.example.org expires in 3 days",
  ],
  silent: [
    "certbot: Certificate not yet due for renewal; no action taken.",
    "Certificate shop-tls renewed successfully",
  ],
  advice: {
    debugging: [
      "Can the issuer reach what it must prove? `curl -v http://<name>/.well-known/acme-challenge/x` from outside, or `dig TXT _acme-challenge.<name>`.",
      "`kubectl describe challenge,order,certificate` or certbot's `/var/log/letsencrypt` says which check failed.",
    ],
    quickFixes: [
      "Open port 80 or correct the record that the challenge needs, then ask again with the staging issuer first.",
    ],
    durableFixes: ["Alert on days left of the certificate that is served, not on the renewal job alone."],
    links: [{ title: "Let's Encrypt: challenge types", url: "https://letsencrypt.org/docs/challenge-types/" }],
  },
});
