import { defineRule } from "../rule.ts";

export const paymentFailed = defineRule({
  id: "payment_failure.payment_failed",
  title: "Payments fail",
  severity: "critical",
  why: "Customers cannot pay: orders are lost, or stay open until someone repeats the payment.",
  general: true,
  match: {
    any: [
      /\bPAYMENT[_ ]?(?:FAILED|FAILURE|ERROR|DECLINED|DENIED|REJECTED)\b/i,
      /\bpayment_intent\.payment_failed|\binvoice\.payment_failed|\bcharge\.failed|\bPAYMENT\.(?:CAPTURE|SALE)\.(?:DENIED|DECLINED)/i,
      /\b(?:payment|charge|checkout payment|capture|refund|payout|authori[sz]ation of payment|billing|invoice|settlement|(?:card|payment|sale|paypal|braintree) transaction)(?: [^\s:;,]{1,40}){0,4}? (?:has |have |was |were |is |could not be )?(?:failed|declined|rejected|refused|denied|not authori[sz]ed|voided by processor)\b.{0,40}/i,
      /\b(?:failed|unable|could not|cannot|error) (?:to )?(?:charg(?:e|ing)|captur(?:e|ing)|process(?:ing)?|authori[sz]e|authori[sz]ing|refund(?:ing)?|settl(?:e|ing)|collect(?:ing)?|complete|completing|tak(?:e|ing)|submit(?:ting)?) (?:the |a |for )?(?:\w+ )?(?:payments?|charge|refund|card|transaction|credit card|payout|invoice|checkout)\b/i,
      /\bPayment(?:Failed|Processing|Gateway|Declined|Provider|Refused)?(?:Exception|Error)\b/i,
      /\bpayment (?:gateway|provider|processor|service) (?:\w+ ){0,3}(?:error|failed|failure|timeout|timed out|unavailable|unreachable|down|returned \d{3}|rejected|declined)\b/i,
      /\b402 Payment Required\b/i,
      /\bpayment.{0,30}status["' :=]{1,6}(?:failed|declined|error|denied|refused)\b/i,
      /\bpayment_failed\b|\bpayment[_ .-]failed\b|\bfor payment (?:pi|pay|ch|py)_\w{1,40}.{0,40}failed|\b(?:3DS|3-D Secure|SCA) (?:authentication |challenge )?(?:failed|declined|rejected)\b|\bfailed\b.{0,20}\bfor payment\b|\bAUTHORISATION success=false/i,
      /\bAUTHORISATION\b.{0,40}success["'=: ]{1,5}false|\bsuccess["'=: ]{1,5}false\b.{0,80}\bAUTHORISATION\b/i,
      /\b(?:order|subscription|renewal|invoice|booking|checkout)\b.{0,60}\bpayment (?:has |was |could not be )?(?:failed|declined|refused|rejected|completed? unsuccessfully)\b|\bpayment[ _](?:attempt|method|intent|capture|authori[sz]ation|processing)[ _](?:\S{1,40} )?(?:failed|failure|declined|rejected|error)\b/i,
      /\b(?:payment_?intent|payment intent|the intent|setup_?intent)\b.{0,60}\b(?:missing|invalid|failed|incomplete|could not|cannot|requires_payment_method)\b/i,
      /\bpayment_?(?:id|ref\w*)\b.{0,160}\bstatus["'=: ]{1,5}(?:failed|failure|declined|refused|rejected|denied|error)\b|\b(?:not|in)[ _-]?sufficient (?:funds|balance|credit)\b|\bPAYMENT_(?:NOT_\w{3,20}|UNSUCCESSFUL|UNPAID|VOIDED|ABORTED|BLOCKED)\b|\bpayment (?:was |has been )?(?:not (?:successful|approved|accepted|authori[sz]ed|completed)|unsuccessful|aborted|blocked)\b|\bpayments? (?:failed|failure|declined|refused|rejected)\b/i,
    ],
    not: [
      /deadlock|database transaction|sql|rollback|transaction (?:\d+|id|log|aborted|isolation)|active transaction|failed[=:] ?0|PROHIBITED|payment(?:s)? (?:failed|declined)?[=:] ?0|template|handler|metric reset/i,
    ],
  },
  fires: [
    "errorCode=10051 errorMessage=Not sufficient funds",
    "PaymentSession.resolve error: PAYMENT_NOT_APPROVED",
    "The information for creating and confirming the intent is missing the following data: payment_method.",
    "Payment authorization failed for order 4411: gateway timeout",
    "checkout: payment for order 8812 failed: gateway timeout",
    '{"type":"PAYMENT_FAILED","payment_method":"card"}',
    "failed to charge card for invoice in_19",
    "PaymentProcessingException: provider returned an error",
  ],
  silent: [
    "payment_id=12 status=succeeded",
    "payment intent pi_1 succeeded",
    "payment attempt succeeded for order 4411",
    "payment for order 8812 captured",
    "payments failed=0 declined=0 captured=118",
  ],
  advice: {
    debugging: [
      "Count by method, provider and error text: one method failing points at the provider, all of them at your own path to it.",
      "Take one order id and follow it to the provider's request id.",
    ],
    quickFixes: ["Hold the orders as pending instead of cancelling them, and tell support."],
    durableFixes: ["Alert on the success rate of payments per method, not on single failures."],
    links: [
      {
        title: "Stripe: handle failed payments",
        url: "https://docs.stripe.com/payments/payment-intents/verifying-status",
      },
    ],
  },
});
