import { defineRule } from "../rule.ts";

export const cloudPolicy = defineRule({
  id: "permission_denied.cloud_policy",
  title: "A cloud or cluster policy refuses an action",
  headline: "{who} may not {action}",
  severity: "high",
  why: "The identity is known but lacks the right: the controller, job or deployment that needs it cannot work.",
  yieldsTo: ["resource_exhaustion"],
  match: {
    any: [
      /\bUser "(?<who>[^"]{1,120})" cannot (?<action>\w+ resource "[^"]{1,80}")/i,
      /User: (?<who>\S{1,160}) is not authorized to perform: (?<action>[\w:*-]{3,80})/i,
      /\bis forbidden: |\bError from server \(Forbidden\)/i,
      /\bnot authorized to perform\b|\bAccessDenied(?:Exception|Fault)?\b|\bUnauthorizedOperation\b|\bAuthorizationFailed\b|\bAccess Denied\b/i,
      /\bPERMISSION_DENIED\b|\bPermissionDenied\b|\biam\.\w+ permission|\bcaller does not have permission\b|\bdoes not have (?:the )?(?:\S{1,60} )?(?:access|permission|authori[sz]ation|privileges?|rights?)\b/i,
      /\b(?:insufficient|missing|lacks?|inadequate) (?:the )?(?:required )?(?:permissions?|privileges?|rights|scopes?|authori[sz]ation|OAuth scopes?)\b/i,
      /\b(?:is |are |was |were )?not (?:authori[sz]ed|permitted|allowed|entitled) (?:to|for|on)\b.{0,80}/i,
      /\bAuthorizationPermissionMismatch\b|\bInsufficientAccountPermissions\b|\bexplicit deny\b|\bno identity-based policy allows\b/i,
      /\bTopicAuthorizationException\b|\bGroupAuthorizationException\b|\bClusterAuthorizationException\b|\bTOPIC_AUTHORIZATION_FAILED\b|\bNot authorized to access (?:topics|group)/i,
      /\bACCESS_REFUSED - (?:access to|operation)|\baccess to (?:vhost|queue|exchange) '[^']{1,80}' .{0,40}refused/i,
      /\b(?:violates PodSecurity|denied the request|admission webhook "[^"]{1,100}" denied)\b/i,
      /\baccess (?:is |was )?(?:denied|forbidden)\b|\b403:? Forbidden\b|\bForbidden(?:Exception|Error)\b|\bAccess ?Denied ?Exception\b/i,
      /\bAllAccessDisabled\b|\bAll access to this object has been disabled\b|\binsufficient[_ ]scope\b/i,
      /\bSQLSTATE\W{1,4}42501\b|\bstatus[ =:]{1,3}7\b.{0,20}PERMISSION|\bdenied: requested access to the resource is denied\b|\bpull access denied for\b|\bnpm (?:ERR!|error) code E403\b|\binsufficientPermissions\b|\baccessNotConfigured\b|\bSERVICE_DISABLED\b/i,
      /\bACL (?:\w+ )?(?:deny|denied|denies|reject\w*|fail\w*|violation)\b|\bfor ACL Deny\b|\bdenied by (?:policy|ACL|rule|administrator|RBAC|network policy)\b|\b(?:TOPIC|GROUP|CLUSTER|TRANSACTIONAL_ID)_AUTHORIZATION_FAILED\b|\bpolicy (?:violation|denies|denied|rejected)\b|\bRBAC: access denied\b|\bAccessControlException\b/i,
      /\bRequired '?[\w.:*]{3,80}'? permission\b|\bError 403: |\b[Pp]ermission (?:'[^']{1,80}'|"[^"]{1,80}"|`[^`]{1,80}`|[\w.:]{3,80}) (?:is |was )?(?:required|denied|missing|not granted)\b/i,
      /\bPermission Denial\b|\brequires android\.permission\b|\bjava\.lang\.SecurityException\b|\bSystem\.Security\.SecurityException\b|\b\w{2,20} access is not allowed\b/i,
      /\b(?:denied|refused|forbidden|blocked|no) access (?:by|to|for)\b(?! (?:date|log))|\b(?:write|read|execute|modify|delete|admin\w*) (?:access|permission|privilege|right)s? (?:is |was |are )?(?:denied|required|missing|refused|revoked)\b/i,
    ],
    not: [/Access denied for user '|anonymous access|access denied=0|using password|not allowed to connect/i],
  },
  fires: [
    "Client connection from 198.51.100.7 denied access by tcpd.",
    "googleapi: Error 403: Required 'compute.instances.create' permission for 'projects/p', forbidden",
    "java.lang.SecurityException: Permission Denial: reading content://contacts requires android.permission.READ_CONTACTS",
    "mqtt: client c1 cannot SUBSCRIBE to sys/# for ACL Deny",
    "denied: requested access to the resource is denied",
    'deployments.apps is forbidden: User "system:serviceaccount:ci:deployer" cannot list resource "deployments" in API group "apps"',
    "User: arn:aws:iam::111122223333:user/etl is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::lake/x",
    "rpc error: code = PermissionDenied desc = caller does not have permission",
    "org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]",
  ],
  silent: [
    "access granted by policy",
    "required permission is granted",
    "access granted to deploy on bucket lake",
    "access_denied_total 0",
  ],
  advice: {
    debugging: [
      "`kubectl auth can-i <verb> <resource> --as <user>`; AWS: `aws iam simulate-principal-policy`, CloudTrail's `errorCode`; GCP: `gcloud policy-troubleshoot iam`.",
    ],
    quickFixes: ["Add exactly the missing action to the role that this line names."],
    durableFixes: ["Derive roles from what code calls, and test them in the deployment with a dry run."],
    links: [
      {
        title: "Kubernetes: using RBAC authorization",
        url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
      },
      {
        title: "AWS: troubleshoot access denied errors",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
      },
    ],
  },
});
