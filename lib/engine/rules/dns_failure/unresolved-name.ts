import { defineRule } from "../rule.ts";

export const unresolvedName = defineRule({
  id: "dns_failure.unresolved_name",
  title: "A name cannot be resolved",
  headline: "{name} cannot be resolved",
  severity: "high",
  why: "The caller has no address to connect to: every call to that name fails although the service may be well.",
  match: {
    any: [
      /\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN|ENODATA|EAI_NONAME|EAI_FAIL) (?<name>[\w.-]{1,120})/i,
      /\b(?:ENOTFOUND|EAI_AGAIN|EAI_NONAME|EAI_FAIL)\b/i,
      /\bUnknownHostException: (?<name>[\w.-]{1,120})/i,
      /\bUnknownHostException\b|\bUnresolvedAddressException\b|\bNameResolutionError\b|\bgaierror\b|\bUnknownHost(?:Error)?\b/i,
      /\blookup (?<name>[\w.-]{1,120})(?: on [\w.:[\]-]{1,60})?: (?:no such host|server misbehaving|i\/o timeout|Temporary failure|no answer|SERVFAIL|read udp|connection refused|dial udp|write udp)/i,
      /\bno such host(?: is known)?\b/i,
      /(?:Name or service not known|nodename nor servname provided|Temporary failure in name resolution|No address associated with hostname|Non-recoverable failure in name resolution)/i,
      /(?:could not|couldn't|cannot|can't|unable to|failed to|failure to|fails to) (?:be )?resolve (?:the )?(?:host ?name|host|proxy|address|name|domain|hostname|IP|dns|service|upstream|endpoint)?s?:? ?['"(]?(?<name>[\w-]{1,60}(?:\.[\w-]{1,60}){1,6})/i,
      /(?:could not|couldn't|cannot|can't|unable to|failed to) (?:be )?resolve (?:the )?(?:host ?name|host|proxy|address|name|domain|dns|IP)/i,
      /\b(?:host ?name|host|name|domain|address)(?: ['"]?(?<name>[\w.-]{3,120})['"]?)? (?:could not|cannot|can't) be (?:resolved|found)/i,
      /host not found in (?:upstream|resolver) "(?<name>[\w.:-]{1,120})"/i,
      /(?<name>[\w.-]{3,120}) could not be resolved \(\d+: /i,
      /\bNXDOMAIN\b|\bSERVFAIL\b|\bdns_resolution_failure|\bDNS_ERROR|\bERR_NAME_NOT_RESOLVED\b|\bNoSuchDomain\b|\bEAI_\w{3,10}\b/i,
      /\bDNS (?:lookup|resolution|query|request|resolve|server)s?(?: \S{1,80}){0,3}? (?:failed|failure|error|timed out|timeout|not responding|unreachable)\b/i,
      /\b(?:name|host ?name|address|hostname|host) resolution (?:\S{1,80} )?(?:failed|failure|error|timed out)\b/i,
      /\bThe remote name could not be resolved(?:: '(?<name>[\w.-]{1,120})')?/i,
      /php_network_getaddresses: getaddrinfo/i,
      /cURL error 6:|curl: \(6\)|\bUnknown host (?<name>[\w.-]{3,120})|could not translate host name "(?<name>[\w.-]{1,120})"/i,
      /Unknown MySQL server host|failed to lookup address information|Name resolution failure|\bWSAHOST_NOT_FOUND\b|\berror 1100[14]\b/i,
      /resolver error|produced zero addresses|no addresses found for|DNS resolution (?:is )?failing|address resolution of .{0,120} failed|\bResolv::ResolvError\b|Failed to open TCP connection to \S{1,120} \(getaddrinfo/i,
      /plugin\/errors: \d|\bunreachable backend: read udp\b/i,
      /(?<name>[\w.-]{1,120})\. (?:A|AAAA|SRV|MX|TXT|PTR|NS|CNAME|HINFO): (?:read|dial|write) (?:udp|tcp)\b/,
      /\b(?:server can't find|Host or domain name not found|Name service error for name)\b/i,
      /\bresolving '[^']{1,200}'.{0,20}: |broken trust chain resolving|no valid (?:DS|RRSIG) resolving|unexpected RCODE/i,
      /dns: (?:no|lookup|resolve).{0,60}fail/i,
      /\bDNS (?:NX|timeout|refused|unspecified|invalid) (?:DNS error )?status\b|\bDNS name (?:does not exist|not found)\b|\bNo such host is known\b|\bquery failed \((?:SERVFAIL|REFUSED|timed out|failure)\)|\bnetwork unreachable\) resolving\b/i,
      /\bNameserver limits were exceeded\b|\bdns: .{0,40}(?:failure|failed|error)|\bserver failure looking up\b|\blooking up \S{1,120}: (?:no such|not found|failed|timeout)/i,
      /\b0x80072[eE][eE]7\b|\bERR_NAME_(?:NOT_RESOLVED|RESOLUTION_FAILED)\b|\bHostNotFound\b|\b_RESOLVE\b|\bEAI_NODATA\b|\bRESOLVE: Cannot resolve\b|\bUnable to look ?up\b|\bDNS_PROBE_FINISHED_\w{3,30}|\bNo A or AAAA record\b|\bhost lookup (?:did not complete|failure|failed)\b|\bunknown host\b/i,
    ],
    not: [
      /" NXDOMAIN qr.{0,40}|(?:svc|cluster)\.(?:svc\.)?\w{1,12}\.\w{2,10}\. udp|resolve module|can't resolve '\.|resolved to|rcode=NOERROR/i,
    ],
  },
  fires: [
    "openvpn[31]: RESOLVE: Cannot resolve host address: vpn.example.org:1194 (Name or service not known)",
    "Error: getaddrinfo ENOTFOUND api.example.com",
    "java.net.UnknownHostException: payments.internal: Name or service not known",
    "dial tcp: lookup db.internal on 10.0.0.10:53: no such host",
    "curl: (6) Could not resolve host: registry.example.com",
    "2 db.internal. AAAA: read udp 10.244.0.7:43211->10.0.0.2:53: i/o timeout",
    '[emerg] host not found in upstream "app" in /etc/nginx/conf.d/shop.conf:3',
    "requests: Failed to resolve 'api.example.com' ([Errno -3] Temporary failure in name resolution)",
  ],
  silent: [
    '[INFO] 10.1.0.7:41811 - 4412 "AAAA IN api.example.com.shop.svc.cluster.local. udp 60 false 512" NXDOMAIN qr,aa,rd 153 0.0001s',
    "resolved api.example.com to 10.0.0.9 in 2ms",
    "dns_errors=0 nxdomain_total=0",
    "Module not found: Error: Can't resolve './cart'",
  ],
  advice: {
    debugging: [
      "From the same host or pod: `dig <name>`, `cat /etc/resolv.conf`, `getent hosts <name>`.",
      '"Temporary failure" or EAI_AGAIN means that no resolver answered; NXDOMAIN or ENOTFOUND that the name does not exist.',
    ],
    quickFixes: [
      "Correct the name, or restart the resolver (`kubectl -n kube-system rollout restart deployment coredns`).",
    ],
    durableFixes: [
      "Write the full name with its dot or lower `ndots`, run a local cache, and alert on the resolver's error rate.",
    ],
    links: [
      {
        title: "Kubernetes: debugging DNS resolution",
        url: "https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/",
      },
    ],
  },
});
