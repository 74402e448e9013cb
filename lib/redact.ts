/** What a piece of text was taken for when it was hidden. */
export type SecretKind = "key" | "token" | "password" | "email" | "card" | "ip";

interface SecretRule {
  kind: SecretKind;
  /** Every quantifier is bounded and every start is guarded, so that hostile text costs linear time. */
  pattern: RegExp;
  /** The named group `secret` is hidden when the pattern has one, else the whole match. */
  keep?: (secret: string) => boolean;
}

const WORDS_NOT_SECRETS =
  /^(?:null|none|nil|undefined|true|false|expired|invalid|missing|required|revoked|denied|not|is|was|has|for|of|empty|unknown|wrong|incorrect|rejected|mismatch|failed|failure|error|ok|bearer|basic|digest|negotiate|\*+|x+|\[?redacted\]?)$/i;

// Order matters: the specific shapes come before `name=value`, whose value class leaves placeholders alone.
const RULES: readonly SecretRule[] = [
  // -----BEGIN RSA PRIVATE KEY-----\nMIIE…
  {
    kind: "key",
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  },
  // $argon2id$v=19$m=19456,t=2,p=1$…
  { kind: "password", pattern: /\$(?:argon2(?:id?|d)|2[aby]|scrypt|pbkdf2)[\w$.,=+/-]{10,300}/g },
  // eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln
  { kind: "token", pattern: /(?<![\w-])eyJ[\w-]{5,4000}\.[\w-]{5,8000}(?:\.[\w-]{0,4000}){0,3}/g },
  // Keys that say who issued them: sk-proj-…, ghp_…, xoxb-…, AKIA…, AIza…, aiops_…
  {
    kind: "key",
    pattern:
      /(?<![\w-])(?:(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)[-_][\w-]{10,300}|sk-[\w-]{16,300}|gsk_\w{16,200}|aiops_[\w-]{16,100}|gh[opsur]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,100}|xox[abeoprs]-[\w-]{10,250}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,50}|ya29\.[\w-]{20,300}|npm_\w{30,60}|hf_\w{20,60}|SG\.[\w-]{10,40}\.[\w-]{10,60}|whsec_[\w+/=-]{16,100}|dop_v1_[0-9a-f]{32,80}|shp(?:at|ss|ca)_\w{20,60})/g,
  },
  // Authorization: Bearer abc123def456
  { kind: "token", pattern: /\b(?:Bearer|Basic|Digest|Negotiate) {1,3}(?<secret>[\w.~+/=-]{8,4000})/gi, keep: isWord },
  // postgres://app:s3cret@db:5432/app
  { kind: "password", pattern: /(?<![\w+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,100}:(?<secret>[^\s/‹]{1,200})@/gi },
  // password=hunter2, "api_key": "…", DB_PASSWORD: …, secret='…'
  {
    kind: "password",
    pattern:
      /(?:passw(?:or)?d|passphrase|pwd|secret|api[_-]?key|access[_-]?key(?:[_-]?id)?|private[_-]?key|client[_-]?secret|credentials?)\\?["']?\s{0,3}[:=]{1,2}>?\s{0,3}(?:"(?<q>(?:[^"\\‹]|\\[^‹]){1,500})|\\?["']?(?<secret>[^\s"'\\,;&<>(){}‹]{3,500}))/gi,
    keep: isWord,
  },
  // session_id=8d7f…, token: 77ab…, Cookie: sid=…
  {
    kind: "token",
    pattern:
      /(?:token|session(?:[_-]?id)?|cookie|authorization|signature|otp)\\?["']?\s{0,3}[:=]{1,2}\s{0,3}\\?["']?(?<secret>[^\s"'\\,;&<>(){}‹]{6,2000})/gi,
    keep: (secret) => isWord(secret) || /^(?:\d{1,8}|[a-z]{1,12})$/.test(secret),
  },
  { kind: "email", pattern: /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/gi },
  // 4111 1111 1111 1111
  {
    kind: "card",
    pattern: /(?<![\w.-])[3-6]\d(?:[ -]?\d){11,17}(?![\w.-]?\d)/g,
    keep: (digits) => !passesLuhn(digits),
  },
];

const IP_RULES: readonly SecretRule[] = [
  { kind: "ip", pattern: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)/g },
  {
    kind: "ip",
    pattern:
      /(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?:[0-9a-f]{1,4}|:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\w:])/gi,
    keep: (text) => /^\d\d:\d\d:\d\d$/.test(text),
  },
];

/** Replaces what looks like a secret by what `replace` returns for it; the text around it stays. */
export function redactWith(
  text: string,
  replace: (kind: SecretKind, secret: string) => string,
  options: { ips?: boolean } = {},
): string {
  const rules = options.ips === true ? [...RULES, ...IP_RULES] : RULES;
  return rules.reduce((done, rule) => applyRule(done, rule, replace), text);
}

/** For logs: `[redacted]`, irreversible. */
export function redactSecrets(text: string): string {
  return redactWith(text, (kind, value) => (kind === "email" || kind === "card" ? maskOf(kind, value) : "[redacted]"));
}

export interface Redactor {
  redact(text: string): string;
  /** Puts the originals back for placeholders that this redactor made. */
  restore(text: string): string;
  /** How many different values were hidden, by kind. */
  counts(): Partial<Record<SecretKind, number>>;
}

/** Reversible: the same value always becomes the same placeholder, such as `‹email-1›`, so that lines stay comparable. */
export function createRedactor(options: { ips?: boolean } = {}): Redactor {
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts: Partial<Record<SecretKind, number>> = {};
  const placeholderOf = (kind: SecretKind, secret: string) => {
    const known = placeholders.get(secret);
    if (known !== undefined) return known;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const made = `‹${kind}-${counts[kind]}›`;
    placeholders.set(secret, made);
    originals.set(made, secret);
    return made;
  };
  return {
    redact: (text) => redactWith(text, placeholderOf, options),
    restore: (text) =>
      text.replace(/‹[a-z]{1,10}-\d{1,6}›/g, (placeholder) => originals.get(placeholder) ?? placeholder),
    counts: () => ({ ...counts }),
  };
}

function applyRule(text: string, rule: SecretRule, replace: (kind: SecretKind, secret: string) => string): string {
  return text.replace(rule.pattern, (match, ...rest) => {
    const groups: unknown = rest.at(-1);
    const secret = secretOf(groups) ?? match;
    if (rule.keep?.(secret) === true) return match;
    const at = match.lastIndexOf(secret);
    return match.slice(0, at) + replace(rule.kind, secret) + match.slice(at + secret.length);
  });
}

function secretOf(groups: unknown): string | null {
  if (typeof groups !== "object" || groups === null) return null;
  const named = Object.values(groups).find((value) => typeof value === "string");
  return typeof named === "string" ? named : null;
}

function isWord(secret: string): boolean {
  return WORDS_NOT_SECRETS.test(secret);
}

function maskOf(kind: SecretKind, value: string): string {
  return kind === "email" ? value.replace(/^(.).*@/, "$1…@") : `…${value.slice(-4)}`;
}

/** ISO/IEC 7812 check digit. */
function passesLuhn(digits: string): boolean {
  const numbers = Array.from(digits.replace(/\D/g, ""), Number);
  const sum = numbers.toReversed().reduce((total, digit, place) => {
    const weighed = place % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return numbers.length >= 13 && sum % 10 === 0;
}
