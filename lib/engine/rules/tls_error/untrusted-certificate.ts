import { defineRule } from "../rule.ts";

export const untrustedCertificate = defineRule({
  id: "tls_error.untrusted_certificate",
  title: "A certificate is not trusted",
  severity: "high",
  why: "The client has no chain from this certificate to an authority that it trusts, so it refuses the connection.",
  match: {
    any: [
      /unable to (?:get local issuer|verify the first|verify leaf) (?:certificate|signature)/i,
      /\bUNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)\b|\bSELF_SIGNED_CERT_IN_CHAIN\b|\bDEPTH_ZERO_SELF_SIGNED_CERT\b/i,
      /self[- ]signed certificate(?: in certificate chain)?/i,
      /certificate signed by unknown authority/i,
      /\bPKIX path (?:building|validation) failed/i,
      /unable to find valid certification path/i,
      /certificate verify failed/i,
      /\bunknown (?:ca|certificate authority)\b/i,
      /The remote certificate (?:is invalid|was rejected)/i,
      /\binvalid peer certificate\b|\bInvalidCertificate\b|\bUnknownIssuer\b|\bERR_CERT_AUTHORITY_INVALID\b/i,
      /(?:peer's |server |client )?certificate (?:issuer )?(?:is )?(?:not trusted|untrusted|not recognized|revoked|rejected|unknown)/i,
      /Could not establish trust relationship for the SSL\/TLS secure channel/i,
      /SSL certificate problem/i,
      /cannot verify \S{1,80} certificate/i,
      /(?:verify|validate|verification of).{0,20}peer's certificate/i,
      /certificate verification (?:failed|error)/i,
      /VERIFY ERROR: depth=/i,
      /\btlsv1 alert (?:unknown ca|bad certificate)/i,
      /\bbad certificate\b/i,
      /\bno required SSL certificate was sent\b|\bpeer did not return a certificate\b|\bclient didn't provide a certificate\b/i,
      /\bcertificate (?:for|of|from|presented by|used by) .{1,80}? (?:is|was) (?:invalid|not valid|untrusted|not trusted|revoked|rejected|expired)\b|\bNSURLErrorDomain Code=-120[0-6]\b|\bcertificate not trusted\b|\bServer certificate (?:is |was )?(?:invalid|rejected|not verified|untrusted)\b/i,
    ],
    not: [
      /self[- ]signed certificate (?:generated|created|will be)|generat(?:ing|ed) (?:a )?self|using (?:a )?self-signed/i,
    ],
  },
  fires: [
    "The certificate for this server is invalid. You might be connecting to a server that is pretending to be api.example.com",
    "x509: certificate signed by unknown authority",
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)",
    "sun.security.validator.ValidatorException: PKIX path building failed",
    "curl: (60) SSL certificate problem: self-signed certificate in certificate chain",
  ],
  silent: [
    "the certificate for example.com is valid",
    "generating self-signed certificate for local development",
    "SSL certificate verify ok.",
  ],
  advice: {
    debugging: [
      "`openssl s_client -connect <host>:443 -showcerts`: a server that sends only its own certificate lacks the intermediate one.",
      "A company proxy that re-signs traffic shows its own issuer there.",
    ],
    quickFixes: [
      "Install the missing intermediate on the server, or add the authority to the client (`NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE`, `keytool -importcert`).",
    ],
    durableFixes: [
      "Serve the full chain (`fullchain.pem`) and ship one CA bundle with the base image; never switch verification off.",
    ],
    links: [{ title: "Node.js: NODE_EXTRA_CA_CERTS", url: "https://nodejs.org/api/cli.html#node_extra_ca_certsfile" }],
  },
});
