import { defineRule } from "../rule.ts";

export const missingSetting = defineRule({
  id: "config_error.missing_setting",
  title: "A setting is missing",
  headline: "Setting {name} is missing",
  severity: "high",
  why: "The program does not start, or runs with a default that nobody chose.",
  match: {
    any: [
      /(?:[Mm]issing|[Rr]equired|[Uu]ndefined|[Uu]nset|[Nn]o|MISSING) (?:required )?(?:environment(?: variable| var)?|env var(?:iable)?|config(?:uration)?|setting|Environment variable)s?(?: variable| var| value| key| parameter| setting| property| option)?s?(?: (?:is |are |was )?(?:not set|missing|undefined|not defined|not found|not provided))?:? ?['"`]?(?<name>[A-Z][A-Z0-9_]{2,60})\b/,
      /\b(?<name>[A-Z][A-Z0-9]{0,30}_[A-Z0-9_]{1,60}|[A-Z]{4,30})['"`]?(?: environment variable| env var)? (?:is|are|was|must be|has) (?:not (?:been )?(?:set|defined|configured|provided|specified)|missing|undefined|empty|required)\b(?! to| as| in)/,
      /\b(?<name>[A-Z][A-Z0-9]{0,30}_[A-Z0-9_]{1,60}) must be set\b/,
      /\b(?:environment|env) (?:variable|var)s?\b.{0,80}\b(?:not set|missing|undefined|not defined|not found|required|unset|not provided|must be set|is empty)\b/i,
      /\b(?:missing|unset|undefined) (?:\w+ ){0,2}(?:environment variable|env var|config(?:uration)?|setting|property|parameter)s?\b/i,
      /\bFailed to configure a DataSource\b|\bAPPLICATION FAILED TO START\b|\bCould not resolve placeholder '(?<name>[^']{1,80})'|\bConfigDataResourceNotFoundException\b/i,
      /\bKeyError: '(?<name>[A-Z][A-Z0-9_]{3,60})'|\bImproperlyConfigured\b|\bkey not found: "(?<name>[A-Z0-9_]{3,60})"/,
      /\b(?:secret|configmap)s? "(?<name>[^"]{1,80})" not found|\bCreateContainerConfigError\b|couldn't find key (?<name>\S{1,80}) in (?:Secret|ConfigMap)/i,
      /\b(?:secret|configmap|ConfigMap) \S{1,80} (?:does not exist|not found)|MountVolume\.SetUp failed.{0,160}(?:not found|not registered)/i,
      /\bNo (?:connection string|value|configuration|setting|API key|configuration setting)(?: named| for| found| was| has been| is)? .{0,60}(?:found|configured|specified|set|provided|defined)\b/i,
      /\b(?:config(?:uration)?|setting|property|parameter|option|key|field|variable|argument) ['"`]?(?<name>[\w.-]{2,80})['"`]? (?:is |was )?(?:missing|required|not set|not defined|undefined|not specified|not configured|mandatory|must be set|must be specified)\b/i,
      /\bMissing ['"`]?(?:required )?(?:config|setting|option|property|parameter|field|key|argument|value|environment)\w*\b/i,
      /Value cannot be null\. \(Parameter '(?:connectionString|configuration)'\)|\bOptionsValidationException\b/i,
      /\bdatabase is uninitialized and superuser password is not specified|\bYou need to specify one of (?:the following|MYSQL_ROOT_PASSWORD)/i,
      /\bConnectionString property has not been initialized\b|\bConfig validation (?:error|failed)\b|\bconfiguration validation (?:error|failed)\b|\b"\w{2,40}" is required\b|\bconfig(?:uration)? .{0,40}(?:must not|cannot|may not) be (?:empty|null|blank)/i,
      /\b(?<name>[\w-]{1,40}(?:\.[\w-]{1,40}){1,6}|[\w-]{3,40}) (?:must|has to|needs to) be (?:configured|specified|provided|supplied)\b/i,
      /\bNo such (?:property|setting|option|key|variable|config\w*|parameter|profile|environment)\b|\bMissingPropertyException\b|\bclaims to not accept (?:jdbc)?Url\b|\bPacket for query is too large\b/i,
    ],
    not: [/Undefined (?:property|variable|index|array key|offset|method)|undefined \(reading|using default|optional/i],
  },
  fires: [
    "groovy.lang.MissingPropertyException: No such property: DEPLOY_ENV for class: groovy.lang.Binding",
    "IllegalArgumentException: shop.queue.name must be configured!",
    "Error: Missing required environment variable DATABASE_URL",
    "DATABASE_URL is not set",
    "java.lang.IllegalArgumentException: Could not resolve placeholder 'payment.key' in value \"${payment.key}\"",
    'Error: secret "stripe-keys" not found',
    "django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.",
  ],
  silent: [
    "KeyError: 'price'",
    "KeyError: 'total'",
    "requests to this address must be signed",
    "LOG_LEVEL is set to info",
    "DEBUG not set, using default",
  ],
  advice: {
    debugging: [
      "Compare what the running process has (`tr '\\0' '\n' < /proc/<pid>/environ | cut -d= -f1 | sort`) with what the last good version had.",
      "Kubernetes: `kubectl describe pod` names the missing secret or key; `kubectl get secret <name> -o json | jq '.data|keys'`.",
    ],
    quickFixes: ["Set it where the process is started, then restart it."],
    durableFixes: [
      "Check all settings at start and list every missing one in one message; run that check in the deployment.",
    ],
    links: [
      {
        title: "Kubernetes: configure a pod with secrets",
        url: "https://kubernetes.io/docs/concepts/configuration/secret/",
      },
    ],
  },
});
