import { defineRule } from "../rule.ts";

export const sshLogin = defineRule({
  id: "auth_failure.ssh_login",
  title: "Logins are refused",
  headline: "Logins from {peer} are refused",
  severity: "medium",
  why: "Somebody tries to log in and fails: a wrong credential, or a guess from outside.",
  match: {
    any: [
      /Failed (?:password|publickey|keyboard-interactive\/pam|none) for (?:invalid user )?\S{1,60} from (?<peer>[\w.:-]{1,60})/i,
      /\binvalid user \S{1,60} from (?<peer>[\w.:-]{1,60})/i,
      /\bauthentication failure; .{0,100}rhost=(?<peer>[\w.:-]{1,60})/i,
      /\bauthentication failure\b/i,
      /Permission denied \((?:publickey|password|keyboard-interactive|gssapi)[\w,-]{0,80}\)/i,
      /\b(?:maximum authentication attempts exceeded|Too many authentication failures|PAM \d more authentication failures?)\b/i,
      /Connection closed by (?:authenticating|invalid) user \S{1,60} (?<peer>[\w.:-]{1,60})/i,
      /\bpam_unix\(.{1,30}\): check pass; user unknown/i,
      /\bfailed (?:login|logon|sign-?in)\b|\b(?:login|logon|log-in|sign-?in)(?: attempt)?(?: \S{1,60}){0,3}? (?:failed|failure|incorrect|denied|rejected|unsuccessful)\b/i,
      /\bAn account failed to log on\b|\bFAILED LOGIN\b|FAILED SU\b|\bincorrect password attempts?\b/i,
      /\buser \S{1,60} from (?<peer>[\w.:-]{1,60}) not allowed because/i,
      /input_userauth_request: invalid user/i,
      /error: PAM: Authentication failure/i,
      /\bunknown user(?:name)?\b|\bpassword mismatch\b|\bconversation failed\b|\bno such user\b|\buser (?:not found|unknown)\b.{0,40}(?:login|auth)/i,
      /\bFAIL LOGIN\b|\(Login failed\)|\bIncorrect password\b|\bdisconnected, not authori[sz]ed\b/i,
    ],
    not: [/failed login(?:s| attempts| count)?[=:] ?0/i],
  },
  fires: [
    '[pid 31] [bob] FAIL LOGIN: Client "203.0.113.9"',
    "Failed password for invalid user admin from 203.0.113.7 port 51312 ssh2",
    "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.7",
    "git@git.example.com: Permission denied (publickey).",
  ],
  silent: ["Accepted publickey for deploy from 10.0.0.9 port 50122 ssh2"],
  advice: {
    debugging: [
      '`journalctl -u ssh | grep -c "Failed password"` per address: many names from one address is guessing, one name is a broken client.',
    ],
    quickFixes: ["Block the guessing address (`fail2ban-client set sshd banip <address>`), or renew the client's key."],
    durableFixes: ["`PasswordAuthentication no`, keys only, and no SSH port towards the internet."],
    links: [{ title: "OpenSSH: sshd_config", url: "https://man.openbsd.org/sshd_config" }],
  },
});
