import { defineRule } from "../rule.ts";

export const refusesToStart = defineRule({
  id: "config_error.refuses_to_start",
  title: "A program refuses to start where it was put",
  headline: "A program refuses to start: {what}",
  severity: "high",
  general: true,
  why: "It checked its surroundings (versions, folders, owners, limits) and found them unfit; it will refuse again until one of them changes.",
  match: {
    any: [
      /\b(?<what>[\w ./-]{3,60} (?:is|are) (?:not compatible|incompatible) with [\w ./-]{3,60})/i,
      /\b(?:incompatible|unsupported|mismatched|wrong) (?:\w+ )?(?:version|architecture|platform|format version|data format|API version|file format|schema version)s?\b|\bversion mismatch\b|\brequires (?:\w+ )?(?:version|node\.?js|python|java|php|ruby|go|glibc)\b.{0,60}\b(?:but|found|current|have|got)\b|\bnot supported (?:by|on|in) this (?:version|platform|server|build)\b/i,
      /\b(?:wrong|invalid|bad|insecure|incorrect) (?:ownership|owner|file permissions|permissions|file mode|mode)\b|\b(?:permissions|mode) (?:0\d{3} )?(?:for .{1,100} )?are too open\b|\bUNPROTECTED PRIVATE KEY FILE\b/i,
      /\b(?:bootstrap|startup|start-?up|pre-?flight|sanity|prerequisite|precondition) checks? (?:\S{1,40} )?(?:failed|errors?)\b|\bnode validation exception\b|\bis too (?:low|small), (?:increase|must|should)|\[ERROR \w{3,60}\]: /i,
      /\b(?:can ?not|must not|should not|refus\w{1,4} to|not allowed to|cannot be) (?:be )?run (?:\S{1,30} )?as (?:the )?(?:root|superuser|administrator)\b|\bPlease (?:read "Security" section|consult the documentation on how to run)\b/i,
      /\b(?:failed|unable|could not|cannot|can't) (?:to )?(?:find|access|open|use|locate|read|stat|chdir to|initiali[sz]e) (?:a |the )?(?:valid )?(?:\w{2,20} )?(?:data ?dir(?:ectory)?|directory|data dictionary|working directory|log directory|pid file|socket directory|keyfile|key file|library)\b|\bdata directory (?:\S{1,160} )?(?:is (?:unusable|not empty|missing|invalid)|does not exist|has files in it|not found)|\bthe data directory has files in it\b/i,
      /\bOCI runtime (?:create|exec|start)? ?failed\b|\bfailed to create (?:containerd task|shim(?: task)?|container)\b|\binvalid (?:reference format|mount config|volume specification|image name)\b|\bbind source path does not exist\b|\bAre you trying to mount a directory onto a file\b|\bnot a directory: unknown\b/i,
      /\b(?:please|you (?:must|need to|have to)|must|should|needs to) (?:set|specify|define|provide|configure|export|supply|pass|enable) (?:the |a |an |your |either |at least one )?["'`]?(?<what>[\w.-]{3,60})["'`]?(?: \w+){0,2} (?:environment|variable|property|setting|option|parameter|flag|key|in (?:the|your) config\w*)/i,
      /\bshould be (?:a|an) (?:string|number|list|array|map|mapping|object|boolean|integer|hash)\b|\bexpected (?:a|an|type) .{1,40}, (?:got|but got|found|but found|received)\b|\b(?:is not|isn't) a valid (?:value|option|choice|setting|URL|URI|port|path|config\w*)\b|\bdoes not match (?:the )?(?:schema|pattern)\b|\bAdditional propert(?:y|ies) \S{1,60} (?:is|are) not allowed\b/i,
      /\bplugin (?:['"]?\S{1,60}['"]? )?(?:initiali[sz]ation|init|load(?:ing)?) (?:aborted|failed|error)|\b(?:initiali[sz]ation|startup|start-?up|bootstrap) (?:has |was )?(?:failed|aborted)\b|\bUpgrade after a crash is not supported\b|\b(?:failed|unable) to (?:initiali[sz]e|bootstrap|start up) (?:the )?(?:\w+ )?(?:application|context|module|plugin|container|entitymanager\w*|component|provider)\b/i,
      /\bmis-?configur(?:ed|ation)\b|\bis different from (?:the )?(?:\w+ ){0,3}(?:driver|version|setting|value|config\w*)\b|\bunregistered task\b|\bno (?:handler|route|listener|exporter|consumer|driver|codec|converter) (?:is )?(?:registered|configured|defined|found) for\b|\bhas invalid (?:local )?\w{2,20}: |\b(?:config(?:uration)?|listener|cluster|route|rule|filter|policy)\w* (?:\S{1,120} )?rejected: /i,
    ],
    not: [
      /Permission denied|No space left|0 failed|checks? passed|failed to initiali[sz]e (?:pool|connection)|certificate|handshake|Content-Type|assert|node\.js v\d+ is deprecated/i,
    ],
  },
  fires: [
    'kubelet: failed to run: misconfiguration: cgroup driver "cgroupfs" is different from docker cgroup driver "systemd"',
    "FATAL:  database files are incompatible with server",
    "[ERROR] [Server] The designated data directory /var/lib/shopdb/ is unusable. You can remove all files that the server added to it.",
    "max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]",
    "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: unable to start container process",
    "jobs:build:script config should be a string or a nested array of strings",
  ],
  silent: [
    "0 misconfigured listeners",
    "preflight checks passed in 12ms",
    "client version 2.1 is compatible with server 2.4",
    "started as user shop, data directory /var/lib/shopdb",
  ],
  advice: {
    debugging: [
      "Compare with the last start that worked: image or package version, mounted volumes, user id, kernel settings (`sysctl`), limits (`ulimit -a`).",
      "A data folder of another version needs that version's server, or its upgrade tool, never the new server directly.",
    ],
    quickFixes: [
      "Pin the version that wrote the data, or correct the owner, path or limit that the line names; then start again.",
    ],
    durableFixes: [
      "Pin versions, set owners and kernel limits in the same code that creates the machine, and test upgrades on a copy.",
    ],
    links: [
      { title: "PostgreSQL: upgrading a cluster", url: "https://www.postgresql.org/docs/current/upgrading.html" },
      {
        title: "Elasticsearch: bootstrap checks",
        url: "https://www.elastic.co/guide/en/elasticsearch/reference/current/bootstrap-checks.html",
      },
    ],
  },
});
