import { defineRule } from "../rule.ts";

export const providerCallFailed = defineRule({
  id: "payment_failure.provider_call_failed",
  title: "A call to a payment provider failed",
  headline: "A call to {provider} failed",
  severity: "critical",
  why: "The payment is in an unknown state: it may have been taken although the order was not confirmed.",
  match: {
    any: [
      /\bACK=Failure\b|\bACK=FailureWithWarning\b/i,
      /\bL_(?:ERRORCODE|SHORTMESSAGE)0=/i,
      /\b(?<provider>stripe|paypal|adyen|braintree|square|worldpay|klarna|mollie|razorpay|checkout\.com|authorize\.net|cybersource|payu|2checkout|sagepay|gocardless|paddle|recurly|chargebee)\b(?:[\w .:'"/=()[\]{},-]{0,120}?)\b(?:failed|failure|error|timeout|timed out|unavailable|refused|declined|rejected|denied|invalid|exception|5\d\d)\b/i,
      /\b(?:StripeAPIError|StripeConnectionError|StripeAuthenticationError|StripeInvalidRequestError|StripeIdempotencyError|StripeError|APIConnectionError: .{0,60}[Ss]tripe|PayPalHttpError|PayPalConnectionException|PPConnectionException|AdyenException|BraintreeError|Braintree::\w*Error|Braintree\\Exception\w*)\b/i,
      /(?<provider>com\.stripe|com\.adyen|com\.paypal|com\.braintreegateway|Stripe\\Exception|stripe\.error|stripe\._error|Stripe)[\w.:\\]{0,60}(?:Exception|Error)\b/i,
      /\bidempotency[_ ]?(?:error|key).{0,60}(?:different|conflict|mismatch|reuse)/i,
      /\b(?:UNPROCESSABLE_ENTITY|ORDER_NOT_APPROVED|DUPLICATE_INVOICE_ID|PAYEE_ACCOUNT_RESTRICTED|INTERNAL_SERVICE_ERROR).{0,160}(?:paypal|debug_id)/i,
      /\bPayPalHttp\.|\bpaypalhttp\b.{0,60}(?:error|exception)|\bpaypal\b.{0,80}RESOURCE_NOT_FOUND/i,
    ],
    not: [/configured|webhook (?:received|ok|verified)|\b(?:failed|errors?|declined)[=:] ?0|circuit/i],
  },
  fires: [
    "TIMESTAMP=2026%2d02%2d08&CORRELATIONID=cd65742d7142d&ACK=Failure&L_ERRORCODE0=10001",
    "stripe.error.APIConnectionError: Unexpected error communicating with Stripe",
    "com.adyen.service.exception.ApiException: HTTP Exception statusCode 422",
    "PayPal capture request failed with status 503",
  ],
  silent: ["stripe webhook received type=charge.succeeded", "Stripe client configured, timeout=30s maxRetries=2"],
  advice: {
    debugging: [
      "Look the payment up at the provider by its idempotency key or order id before repeating it.",
      "Compare with the provider's status page, and count failures per method and per minute.",
    ],
    quickFixes: ["Repeat with the same idempotency key; switch to the second provider where there is one."],
    durableFixes: [
      "Reconcile unknown payments by webhook and by a daily report, and never charge without an idempotency key.",
    ],
    links: [
      { title: "Stripe: error handling", url: "https://docs.stripe.com/error-handling" },
      { title: "PayPal: API error codes", url: "https://developer.paypal.com/api/rest/responses/" },
    ],
  },
});
