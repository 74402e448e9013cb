import { defineRule } from "../rule.ts";

export const databasePassword = defineRule({
  id: "auth_failure.database_password",
  title: "A database refuses a password",
  headline: "The database refuses user {user}",
  severity: "high",
  why: "The client's credential does not open the database: a wrong or rotated password, or a user that does not exist.",
  match: {
    any: [
      /password authentication failed for user "?(?<user>[\w.@-]{1,60})/i,
      /Access denied for user '(?<user>[^']{1,60})'@/i,
      /Login failed for user '?(?<user>[\w.@\\-]{1,60})/i,
      /\bORA-(?:01017|28000|28001|01005)\b/i,
      /(?:SCRAM|MD5|mongo\w*|SASL) ?authentication.{0,20}failed|\bAuthentication failed\b.{0,60}(?:mongo|code: 18|code 18|SCRAM)/i,
      /\bWRONGPASS\b|\bNOAUTH Authentication required\b|ERR invalid password|Client sent AUTH, but no password is set|ERR AUTH/i,
      /role "(?<user>[\w.@-]{1,60})" does not exist|no password supplied|(?:SASL|SCRAM)[\w :-]{0,40}(?:password must be a string|client-first-message)/i,
      /\b28P01\b|\bER_ACCESS_DENIED_ERROR\b|\bInvalidPasswordException\b|BadCredentialsException|fe_sendauth: no password supplied/i,
      /Ident authentication failed|Peer authentication failed for user "(?<user>[\w.@-]{1,60})/i,
      /ACCESS_REFUSED - Login was refused|user '(?<user>[\w.@-]{1,60})'.{0,40} - invalid credentials|PLAIN login refused/i,
      /unable to authenticate user \[(?<user>[^\]]{1,60})\]/i,
    ],
    not: [/to database '/i],
  },
  fires: [
    'FATAL:  password authentication failed for user "shop"',
    "[Warning] Access denied for user 'root'@'10.0.0.9' (using password: YES)",
    "NOAUTH Authentication required.",
    "Login failed for user 'sa'. Reason: Password did not match that for the login provided.",
  ],
  silent: ["password authentication enabled for role app", "connection authorized: user=shop database=shop"],
  advice: {
    debugging: [
      "Compare the secret that the running process has (not the one in the store) with the database: a rotation reaches processes only on restart.",
      "MySQL judges user and host together: `select user, host, plugin from mysql.user`.",
    ],
    quickFixes: ["Set the password again on both sides, then restart the clients."],
    durableFixes: [
      "Rotate with two valid credentials at a time, or let the driver read a short-lived one for each connection.",
    ],
    links: [
      {
        title: "PostgreSQL: authentication problems",
        url: "https://www.postgresql.org/docs/current/client-authentication-problems.html",
      },
    ],
  },
});
