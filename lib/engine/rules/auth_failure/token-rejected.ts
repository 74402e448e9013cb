import { defineRule } from "../rule.ts";

export const tokenRejected = defineRule({
  id: "auth_failure.token_rejected",
  title: "A token or key was rejected",
  severity: "high",
  why: "The service does not accept the credential that it was shown: expired, signed with another key, or simply wrong.",
  match: {
    any: [
      /\b(?:token|jwt|access token|id token|refresh token|session|bearer|assertion|api ?key|secret|credential|signature|cookie|apikey|personal access token)s?\b(?: \S{1,40}){0,3}? (?:is |has |was |have |are |been |not )*(?:expired|revoked|rejected|malformed|not valid|not accepted)\b/i,
      /\b(?:invalid|expired|bad|malformed|missing|revoked|incorrect|wrong|unknown) (?:\w+ )?(?:tokens?|jwt|credentials?|api[ _-]?keys?|access key|signature|bearer|username or password|user ?name|password|passwords|client secret|authentication|authorization header|auth header|login|session token|csrf token|hmac)\b/i,
      /\bjwt (?:expired|malformed|must be provided)\b|\bTokenExpiredError\b|\bJsonWebTokenError\b|\bInvalidSignatureError\b|\bExpiredSignature(?:Error)?\b|\bExpiredJwtException\b|\bSignatureException\b|\bIDX10\d{4}: /i,
      /\binvalid_(?:grant|client|token|api_key|auth|credentials)\b|\bunauthorized_client\b|\bAADSTS\d{5,7}\b/i,
      /\b(?:ExpiredToken(?:Exception)?|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure|MissingAuthenticationToken\w*|IncompleteSignature|TokenRefreshRequired|RequestExpired|InvalidToken|InvalidSignatureException)\b/i,
      /security token included in the request is (?:invalid|expired)/i,
      /\b(?:NoCredentials(?:Error)?|Unable to locate credentials|Could not load credentials|CredentialsProviderError|DefaultCredentialsError|Could not automatically determine credentials|no valid credential sources|NoCredentialProviders|Unable to load (?:AWS )?credentials|CredentialUnavailableException|DefaultAzureCredential failed)\b/i,
      /\bUNAUTHENTICATED\b|code = Unauthenticated|\bUnauthenticated\b|\bInvalidAuthenticationToken\w*|\bAuthenticationFailed\b|\bAuthorization(?:Header)?Malformed\b/i,
      /\b(?:authentication|authorization|auth|authn) (?:has |was |is |attempt )?(?:failed|failure|error|rejected|denied|unsuccessful|required)\b/i,
      /\b(?:failed|unable|could not) to (?:authenticate|log ?in|sign in|verify (?:the )?(?:token|signature|credentials|password|jwt))\b/i,
      /\bAuthentication(?:Failed|Failure|Error)?(?:Exception|Error)\b|\bAuthFailed\w*|\bNotAuthenticated\b|\bBadCredentials\w*|\bLoginException\b|\bUnauthorized(?:Exception|Error)?\b/i,
      /\bsignature (?:verification|validation) failed|\bHMAC (?:mismatch|validation failed)|No signatures found matching/i,
      /\b401:? (?:Unauthorized|Client Error)|\bnot authenticated\b|\bAuthentication required\b/i,
      /\bcredentials (?:are |were |have )?(?:invalid|expired|incorrect|rejected|not found|missing|wrong)\b/i,
      /\bGSSAPI?(?:Exception)?\b.{0,80}(?:failure|failed|error)|\bKRB5_?(?:KDC|KT|CC|AP|PREAUTH)\w*|\bkinit: |Clock skew too great|Pre-authentication (?:failed|information was invalid)|Cannot find key of appropriate type/i,
      /\b(?:user|account) (?:\S{1,60} )?(?:is |has been |was )?(?:locked out|locked due to|disabled due to)/i,
      /\bLDAP.{0,40}(?:error code 49|Invalid credentials)|\bdata 52e\b|\bIncorrect API key provided\b/i,
      /\bBasic authentication failed\b|no user\/password was provided|user "?[\w.@-]{1,60}"? was not found in|user "?[\w.@-]{1,60}"?: (?:authentication failure|password mismatch)/i,
      /\bSASL (?:authentication|handshake).{0,20}(?:failed|failure|error)|\bSaslAuthenticationException\b|535[ -]5\.7\.8|\bAUTHENTICATIONFAILED\b|Username and Password not accepted/i,
      /\b(?:password|token|credentials?|secret|username)[\w ]{0,30} (?:is|are|was|were) (?:incorrect|wrong|invalid|rejected)\b|\binvalid role or secret ID\b|\berror authenticating\b|\bYou must be logged in\b|\bbad auth\b|\bWrong email or password\b|\bunknown user ?name or bad password\b/i,
      /\bAccess Key Id you provided does not exist\b|\bAuthorization Violation\b|\bConnection Refused: (?:not authori[sz]ed|bad user ?name)|\bNot authori[sz]ed\b(?! to| on)/i,
      /\bNT_STATUS_(?:LOGON_FAILURE|WRONG_PASSWORD|NO_SUCH_USER|ACCOUNT_(?:LOCKED_OUT|DISABLED|EXPIRED)|PASSWORD_(?:EXPIRED|MUST_CHANGE)|INVALID_LOGON_HOURS)\b|\b0x[cC]000006[AaDdEe]\b|\b0xc0000(?:064|234)\b|\b0x8007052[eE]\b/,
      /\bno valid credential sources?\b|\bcould not (?:find|load) (?:default )?credentials\b|\bcredentials? (?:provider )?(?:chain )?(?:not found|could not be found|required)\b|\bNo credentials (?:found|provided|available|cache)\b/i,
      /\bAUTH_FAILED\b|\bauth(?:entication|orization)? failed, \d+ attempts\b|\b(?:SASL|PLAIN|LOGIN|CRAM-MD5|NTLM|RADIUS|Digest|Basic|PAM) (?:\w+ )?auth(?:entication)? (?:failed|failure|rejected|error)\b|\bAccess-Reject\b|\bWrong password\b|\bbad password\b|\bnot match(?:ing)? password\b/i,
      /\bSQLSTATE\W{1,4}28(?:000|P01)\b|\b_AUTHENTICATION\b|\bSASL_AUTHENTICATION_FAILED\b|\bAADSTS\d{4,7}\b|\bnpm (?:ERR!|error) code E401\b/,
      /\b\w{3,40}Credential authentication unavailable\b|\bauthentication unavailable\b|\bPlease run .az login.|\baz login\b.{0,40}(?:required|again)|\bNo accounts were found in the cache\b|\bgcloud auth (?:application-default )?login\b|\breauth(?:entication)? (?:is )?(?:needed|required|failed)\b|\bunauthorized: (?:authentication|incorrect)\b/i,
    ],
    not: [
      /may require (?:authorization|.docker login)|\b(?:payment|card|charge|capture)\w* authori[sz]ation|authori[sz]ation error: .?[A-Z_]{0,30}DECLINE|klarna|3DS|for payment|is unauthorized for|authentication (?:required|enabled)[=:] ?(?:true|false|yes|no)|token (?:bucket|ring)|(?:refreshed|renewed|rotating|refreshing|renewing)\b.{0,40}(?:ok|success|done)|unexpected token|invalid session (?:size|timeout)|invalid login count|cache|parse/i,
    ],
  },
  fires: [
    "smbd: NT_STATUS_LOGON_FAILURE for user shop from 10.0.0.4",
    "openvpn[31]: AUTH: Received control message: AUTH_FAILED",
    "JsonWebTokenError: invalid signature",
    "An error occurred (ExpiredToken) when calling the GetObject operation: The provided token has expired.",
    "rpc error: code = Unauthenticated desc = token is expired",
    'oauth2: "invalid_grant" "Token has been expired or revoked."',
    "botocore.exceptions.NoCredentialsError: Unable to locate credentials",
    "kafka: SaslAuthenticationException: Authentication failed: Invalid username or password",
  ],
  silent: [
    "auth_failed=0 auth_ok=311",
    "access token renewed, expires in 3600s",
    "SyntaxError: unexpected token in JSON",
    "auth_failures=0 logins=212",
  ],
  advice: {
    debugging: [
      "Decode the token (`jwt decode`): compare `exp` with the clock of both hosts, `iss` and `aud` with what the service expects.",
      "AWS: `aws sts get-caller-identity` on that host shows which identity is really used.",
    ],
    quickFixes: ["Renew or replace the credential, then restart what keeps it in memory."],
    durableFixes: [
      "Use short-lived identities (workload identity, instance roles) that renew themselves, and watch clocks.",
    ],
    links: [
      { title: "RFC 6750: bearer token usage, error codes", url: "https://www.rfc-editor.org/rfc/rfc6750#section-3.1" },
      {
        title: "AWS: troubleshoot signature and credential errors",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html",
      },
    ],
  },
});
