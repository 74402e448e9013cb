import type { Rule } from "../rule.ts";
import { databasePassword } from "./database-password.ts";
import { http401 } from "./http-401.ts";
import { sshLogin } from "./ssh-login.ts";
import { tokenRejected } from "./token-rejected.ts";

export const AUTH_FAILURE: readonly Rule[] = [databasePassword, http401, sshLogin, tokenRejected];
