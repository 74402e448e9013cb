import { defineRule } from "../rule.ts";

export const missingFile = defineRule({
  id: "config_error.missing_file",
  title: "A file or module that must be there is missing",
  headline: "{file} is missing",
  severity: "high",
  why: "The program cannot start without it: it was not installed, not mounted, or is looked for in the wrong place.",
  match: {
    any: [
      /\b(?:cannot|can't|could not|unable to) find (?:module|package|the module|package) ['"]?(?<file>[\w@./-]{1,120})/i,
      /\bModuleNotFoundError: No module named '(?<file>[\w.]{1,80})'|\bImportError: (?:No module named|cannot import name|lib\w+|\w+)(?: '?(?<file>[\w.]{1,80}))?|\bModule not found: (?:Error: )?|\bERR_MODULE_NOT_FOUND\b|\bMODULE_NOT_FOUND\b/i,
      /\b(?:ClassNotFoundException|NoClassDefFoundError): (?<file>[\w./$]{1,120})|\bCould not load file or assembly '(?<file>[\w.]{1,120})|\bCould not find or load main class (?<file>[\w.]{1,120})|\bUnsupportedClassVersionError\b|\bNoSuchMethodError\b|\bUnsatisfiedLinkError\b|\bDllNotFoundException\b|\bTypeLoadException\b|\bFileNotFoundException: Could not load/i,
      /\bcannot load such file -- (?<file>[\w./-]{1,120})|\bLoadError\b|\bBundler::GemNotFound\b|\bCould not find (?:gem )?'?(?<file>[\w-]{1,60})'? .{0,60}in any of the sources/i,
      /error while loading shared libraries: (?<file>[\w.+-]{1,80})|\bversion `GLIBC\w*_[\d.]{1,8}' not found|\bsymbol lookup error\b|\bcannot open shared object file/i,
      /\b(?:exec(?:utable file)?|exec:|starting container process caused|entrypoint)\b.{0,120}(?:not found in \$PATH|no such file or directory|not found)|\bCouldn't find executable\b|\bcommand not found\b/i,
      /\b(?:config|configuration|certificate|key|secret|keystore|CA|properties|credential|env|settings|template|schema|license)\b[\w ]{0,20}(?:file )?['"]?(?<file>\/?[\w./-]{3,160})['"]?.{0,20}(?:no such file or directory|not found|does not exist|cannot be found|not exist)\b/i,
      /\b(?:open|stat|read|load|loading|reading|opening)\b.{0,10}['"]?(?<file>[\w./-]{1,160}\.(?:ya?ml|json|toml|conf|cfg|cnf|ini|env|properties|pem|crt|key|xml|p12|jks))['"]?.{0,40}(?:no such file or directory|ENOENT|cannot find|not found)/i,
      /\b(?:ENOENT|No such file or directory)\b.{0,80}\.(?:ya?ml|json|toml|conf|cfg|cnf|ini|env|properties|pem|crt|key|xml|p12|jks)\b/i,
      /\bcan ?not find .{1,40} file: (?<file>\S{3,160})|\bCertificateFileNotFound\b/i,
      /\bClass ['"]?(?<file>[\w\\]{1,80})['"]? not found\b|\bCall to undefined function\b|\bfailed (?:opening required|to open stream: No such file)/i,
      /\bCan.t locate (?<file>[\w/:]{2,80}(?:\.pm)?) in @INC\b|\bthere is no package called .(?<file>[\w.]{1,60})|\bmodule .(?<file>[\w.]{1,80}). not found:|\bno required module provides package (?<file>\S{1,120})|\bcannot find package "(?<file>[^"]{1,120})|\bcan.t find crate for `(?<file>\w{1,80})|\bfatal error: (?<file>[\w./+-]{1,120}\.h(?:pp)?): No such file|\bCould not find module .(?<file>[\w.]{1,80})|\bfunction \S{1,60} is undefined \(module \S{1,60} is not available\)/i,
      /\b(?:plugin|driver|extension|dependency|package|library|binary|executable|program|provider|command)s? (?:["'`]?(?<file>[\w.@/-]{1,80})["'`]? )?(?:is |are |was )?(?:not installed|not available|missing|could not be (?:found|loaded)|cannot be found)\b/i,
    ],
    not: [/Access Key Id/i],
  },
  fires: [
    "Can't locate DBI.pm in @INC (you may need to install the DBI module) at job.pl line 3.",
    "Error: Cannot find module 'express'",
    "ModuleNotFoundError: No module named 'yaml'",
    "java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver",
    "open /etc/app/config.yaml: no such file or directory",
    "error while loading shared libraries: libssl.so.1.1: cannot open shared object file",
    'exec: "migrate": executable file not found in $PATH',
  ],
  silent: [
    "driver installed, 0 packages missing",
    "GET /favicon.ico 404 not found",
    "config file /etc/app/config.yaml found, 12 keys",
  ],
  advice: {
    debugging: [
      'List what the image really holds: `docker run --rm --entrypoint ls <image> -l <path>`; for libraries `ldd <binary> | grep "not found"`.',
      "Compare the lock file and the build log with those of the last good version.",
    ],
    quickFixes: ["Go back to the last good image, or mount the file where this line looks for it."],
    durableFixes: ["Start the built image once in CI with its real command."],
    links: [
      {
        title: "Kubernetes: configure a pod to use a ConfigMap",
        url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/",
      },
    ],
  },
});
