import type { Rule } from "../rule.ts";
import { cardDeclined } from "./card-declined.ts";
import { http402 } from "./http-402.ts";
import { paymentFailed } from "./payment-failed.ts";
import { providerCallFailed } from "./provider-call-failed.ts";

export const PAYMENT_FAILURE: readonly Rule[] = [cardDeclined, http402, providerCallFailed, paymentFailed];
