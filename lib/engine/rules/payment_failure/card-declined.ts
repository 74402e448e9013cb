import { defineRule } from "../rule.ts";

export const cardDeclined = defineRule({
  id: "payment_failure.card_declined",
  title: "A card was declined",
  headline: "A card was declined ({code})",
  severity: "high",
  why: "The customer's bank refused the charge; the order stays unpaid unless the customer tries another way.",
  match: {
    any: [
      /\b(?:card|payment|charge|transaction)[ _-](?:was |has been |is )?(?:declined|refused)\b/i,
      /(?<code>card_declined|do_not_honor|insufficient_funds|expired_card|incorrect_cvc|generic_decline|lost_card|stolen_card|fraudulent|processing_error|card_velocity_exceeded|incorrect_number|invalid_cvc|invalid_expiry_\w{1,10}|transaction_not_allowed|pickup_card|try_again_later|INSTRUMENT_DECLINED|PAYER_CANNOT_PAY|CARD_EXPIRED|CARD_DECLINED|PAYER_ACTION_REQUIRED|TRANSACTION_REFUSED|authentication_required|payment_intent_authentication_failure)\b/i,
      /\bYour card (?:was|has|does|number|is)\b.{0,40}(?:declined|expired|insufficient|incorrect|not support)/i,
      /\bdecline[_ ]?code[" ]{0,2}[:=][" ]{1,3}(?<code>\w{3,40})/i,
      /\b(?:Do Not Honor|Insufficient Funds|Processor Declined|Gateway Rejected|Issuer Declined|processor_declined|gateway_rejected|settlement_declined)\b/i,
      /\bresultCode["' :=]{1,6}(?<code>Refused|Error|Cancelled)\b/i,
      /\brefusalReason["' :=]{1,6}"?(?<code>[\w ]{3,40})/i,
      /\bResponse(?:Code| code)["' :=]{1,6}(?:2[0-9]{3}).{0,60}(?:declin|insufficient|honor|limit exceeded)/i,
      /\b(?:CardError|Stripe::CardError|CardException|StripeCardError|ProcessorDeclined)\b/i,
      /\bprocessor declined\b|\bdeclined your transaction\b|\btransaction (?:has been|was) declined\b/i,
      /\bprocessor_?response_?(?:code|text)["' :=>]{1,8}(?:2\d{3}|3000|.{0,20}(?:declin|insufficient|honor))|\bpayment could not be (?:taken|processed|completed|authorized)\b|\bunable to process (?:your|the) (?:payment|card|credit card)\b/i,
      /\b(?:CVC|CVV|AVS|Issuer|Acquirer|Bank|3D Secure|Processor|Gateway) (?:declined|rejected|mismatch|refused)\b|\b(?:CVV|ADDRESS_VERIFICATION|CHIP_INSERTION|PAN)_FAILURE\b|\bGENERIC_DECLINE\b|\bINSUFFICIENT_FUNDS\b|\bTRANSACTION_LIMIT\b|\bNot enough balance\b|\bNOTAUTHED\b|\bSOFT_DECLINE\b|\bhard[_ -]decline\b/i,
      /\bThis transaction has been declined\b|\bTransaction (?:Declined|Not Permitted|Refused|not authori[sz]ed)\b|\b(?:Restricted|Expired|Invalid|Blocked|Lost|Stolen) Card(?: Number)?\b|\bgatewayRejectionReason\b|\bgateway_rejection_reason\b|\bacquirer (?:error|fraud|declined)\b|\bFRAUD(?:-CANCELLED)?\b.{0,40}(?:refus|declin|cancel)/i,
      /\blastEvent\W{1,3}(?:REFUSED|ERROR|CANCELLED)\b|\bISO8583ReturnCode\b.{0,60}(?:REFUSED|DECLINED)|\bfailureReason["'=: ]{1,5}\w{3,40}|\bE00027\b|\bPAYMENT_METHOD_FAILED\b|\bsecurity code is incorrect\b|\breasonCode["'=: ]{1,5}(?:10[24]|20[0-9]|21[0-9]|481)\b.{0,60}(?:declin|reject|refus)/i,
      /\bdecision["'=: ]{1,4}(?:REJECT|DECLINE)(?:ED)?\b|\bpayment_status["'=: ]{1,4}(?:Failed|Denied|Declined|Voided)\b/i,
    ],
    not: [/\bdeclined[=:] ?0|test card|declined by (?:user|client) policy|invitation|invite/i],
  },
  fires: [
    "decision=REJECT reasonCode=204 merchantReferenceCode=o-88",
    "<payment><lastEvent>REFUSED</lastEvent></payment>",
    'WARN notification eventCode=AUTHORISATION success=false reason="CVC Declined"',
    "square: Authorization error: 'GENERIC_DECLINE'",
    "stripe.error.CardError: Your card was declined. code=card_declined decline_code=insufficient_funds",
    "Braintree transaction failed: 2046 Processor Declined",
    'adyen payment response {"resultCode":"Refused","refusalReason":"Not enough balance"}',
    "charge failed: do_not_honor",
  ],
  silent: [
    "decision=ACCEPT reasonCode=100",
    "declined-card-copy-v2 shown to variant B",
    "PaymentFailureMetrics reset: failed=0 declined=0",
    "card accepted, authorization code 004120",
  ],
  advice: {
    debugging: [
      "Read the decline code: `insufficient_funds` and `do_not_honor` are the bank's word, `incorrect_cvc` the customer's, `fraudulent` your own or the provider's risk rule.",
      "Compare the share of declines with yesterday's: a jump over one card type or country is a provider or risk-rule matter.",
    ],
    quickFixes: ["Ask the customer for another means of payment; do not repeat a hard decline."],
    durableFixes: ["Show reasons a customer can act on, and retry soft declines of subscriptions on a schedule."],
    links: [{ title: "Stripe: decline codes", url: "https://docs.stripe.com/declines/codes" }],
  },
});
