import { defineRule } from "../rule.ts";

export const invalidConfiguration = defineRule({
  id: "config_error.invalid_configuration",
  title: "A configuration is wrong",
  headline: "A configuration is wrong in {file}",
  severity: "high",
  why: "The program refuses its configuration: it does not start, or keeps the old one without telling anybody else.",
  match: {
    any: [
      /\b(?:fail(?:ed|ure)?|unable|could not|cannot|can't|error|errors) (?:to )?(?:load(?:ing)?|read(?:ing)?|pars(?:e|ing)|open(?:ing)?|find(?:ing)?|validat(?:e|ing)|process(?:ing)?|decod(?:e|ing)|unmarshal(?:l?ing)?|initiali[sz](?:e|ing)|in|reload(?:ing)?)(?: the| your| its| a)?(?: \S{1,40}){0,2}? (?:config(?:uration)?s?|settings?|properties|\.env|kubeconfig|manifest|values\.yaml|yaml)\b(?: file)?(?:[: ]{1,2}['"]?(?<file>\/?[\w./-]{3,120}\.\w{2,10}))?/i,
      /\b(?:invalid|bad|wrong|illegal|malformed|incorrect|broken|erroneous|unsupported|unrecogni[sz]ed|unknown) (?:value )?(?:\S{1,40} ){0,2}?(?:config(?:uration)?|setting|directive|property|config option|option|parameter|flag|command[ -]line (?:option|argument))s?\b/i,
      /\b(?:config(?:uration)?|config file|configuration file|settings?)(?: file)?(?: \S{1,120})? (?:is |are |test |was |has |check |validation )?(?:failed|invalid|error|errors|not valid|malformed|corrupt|missing|not found|does not exist|could not be (?:read|loaded|parsed|found))\b/i,
      /\[emerg\] .{0,200} in (?<file>\/[\w./-]{3,160}):\d+/i,
      /\bunknown directive "|\bdirective is not allowed here|\binvalid number of arguments in\b|\bduplicate (?:default server|listen|location|upstream)\b|\bInvalid command '|\bSyntax error on line \d+ of (?<file>[\w./-]{3,160})|\bConfig(?:uration)? (?:file )?error\b|\bconfiguration error\b/i,
      /\bparsing \[(?<file>[^\]]{3,160})\] ?: |\[ALERT\].{0,60}(?:parsing|config)|Fatal errors found in configuration|\bproxy '\S{1,60}'.{0,20}has no (?:bind|listen|server)/i,
      /\b(?:yaml|toml|json|ini|hcl|xml): (?:line \d+: |unmarshal errors|cannot unmarshal|invalid|expected|mapping values|did not find)|\bYAMLException\b|\byaml\.(?:scanner|parser)\.\w+Error|\bmapping values are not allowed|\bdid not find expected (?:key|node)|while parsing a (?:block mapping|flow|block collection)|\bTOMLDecodeError\b|\bInvalidConfigurationException\b|\bConfigException\b|\bInvalidConfiguration\w*\b|\bConfigurationException\b|\bConfigurationError\b|\bBindException: Failed to bind properties|\bFailed to bind properties under '(?<file>[^']{1,80})'|\bValidationError: .{0,60}\bconfig/i,
      /\bunrecogni[sz]ed (?:configuration )?(?:parameter|option|argument|field|key)s?\b|\bunknown (?:configuration )?(?:option|flag|field|variable|parameter|key|shorthand flag)\b|\bno such (?:option|flag|command line)\b|\bflag provided but not defined|\bUnknown suffix '|\bunknown variable '|Bad file descriptor.{0,10}config/i,
      /\b(?:FATAL|fatal|error) ?(?:\w+ )?CONFIG FILE ERROR\b|\bBad directive or wrong number of arguments\b|\bUnit \S{1,80} has a bad unit file setting|\bbad-setting\b|\bFailed to parse .{1,60}(?:, ignoring|unit)|Unknown (?:lvalue|section|key name) '|\bExec format error\b|\bUnit (?:file )?\S{1,80} not found\b/i,
      /\berror unmarshaling JSON|\bunable to decode\b.{0,40}|\berror validating data\b|\bValidationError\(\w+|\bis invalid: spec\.|\bInvalid value: "|\bno matches for kind\b|\bunable to recognize\b|\bstrict decoding error\b/i,
      /\bnginx: configuration file \S{1,160} test failed|\bInvalid (?:URL|DSN|connection string|port|host|endpoint|cron|log level|timezone|regex)\b.{0,60}|\bMalformed (?:URL|DSN|connection string)\b|\bJDBC .{0,30}(?:URL|driver).{0,40}(?:invalid|not (?:accept|found|suitable)|No suitable)|\bNo suitable driver\b|could not find driver/i,
      /\bfound character .{0,10} that cannot start any token|\bexpected value but found\b|\bunexpected end of (?:configuration|config)\b/i,
      /\bInvalid interpolation format\b|\binvalid (?:compose|manifest|chart|helm|docker-compose)\b/i,
      /\bstatus=(?:203\/EXEC|200\/CHDIR|216\/GROUP|217\/USER|226\/NAMESPACE|209\/STDOUT|218\/CAPABILITIES)\b|\bFailed to load environment files\b|\bFailed at step (?:EXEC|CHDIR|USER|GROUP|NAMESPACE|EXEC_COMMAND)\b/,
      /\bNo matching distribution found for\b|\bCould not find a version that satisfies\b|\bnpm (?:ERR!|error) code (?:ERESOLVE|EBADENGINE|ETARGET|E404|ENOENT)\b|\bunsatisfiable\b.{0,40}requirements|\bUnable to resolve dependency tree\b|\bVersion solving failed\b|\bfailed to select a version for\b/i,
      /\bPrimary script unknown\b|\bUNKNOWN_TOPIC_OR_PARTITION\b|\bUnknownTopicOrPartition\w*|\bCROSSSLOT Keys\b|\bunknown command ['"`]/i,
      /\bRunContainerError\b|\bContainerCannotRun\b|\bCreateContainerError\b|\bInvalidImageName\b/,
      /\b(?:is not|isn't|not) (?:a |an )?(?:valid|known|recogni[sz]ed|supported|allowed) (?:attribute|field|parameter|argument|directive|option|keyword|section|property|setting|module|plugin|variant|driver)\b|\bunknown (?:variant|directive|section|attribute|keyword|property|plugin|module|type|driver|log level)\b ?[`'":]/i,
    ],
    not: [
      /Undefined (?:property|variable|index|array key|offset|method)|host not found in|use default|using defaults?|EINVAL|config(?:uration)? (?:is )?(?:ok|valid)|syntax is ok|test is successful|0 errors|invalid (?:user|password|token|credential|login|username|api)|authentication parameter|no errors|properties of (?:undefined|null)|propert(?:y|ies) '/i,
    ],
  },
  fires: [
    "ERROR! 'hosts' is not a valid attribute for a Task",
    "systemd[1]: shop.service: Main process exited, code=exited, status=203/EXEC",
    "ERROR: No matching distribution found for shop-client==2.1",
    'nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/shop.conf:14',
    "ERROR: failed to load config: yaml: line 12: mapping values are not allowed in this context",
    "Syntax error on line 22 of /etc/apache2/sites-enabled/shop.conf",
    'FATAL:  configuration file "/etc/postgresql/16/main/postgresql.conf" contains errors; configuration error',
    "Error: unknown flag: --replica",
  ],
  silent: [
    "not a valid login for bob",
    "systemd[1]: shop.service: Main process exited, code=exited, status=0/SUCCESS",
    "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok",
    "configuration file /etc/app.yml loaded",
    "loaded configuration with 0 errors",
  ],
  advice: {
    debugging: [
      "Run the program's own check: `nginx -t`, `apachectl configtest`, `haproxy -c -f <file>`, `visudo -c`, `promtool check config`, `kubectl apply --dry-run=server -f <file>`.",
      "`git log -p -- <file>` since the last good start.",
    ],
    quickFixes: ["Put the last good file back and reload."],
    durableFixes: [
      "Run that check in CI and before each reload, so that a wrong file never reaches a running service.",
    ],
    links: [{ title: "nginx: command-line parameters (-t)", url: "https://nginx.org/en/docs/switches.html" }],
  },
});
