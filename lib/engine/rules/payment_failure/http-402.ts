import { defineRule } from "../rule.ts";

export const http402 = defineRule({
  id: "payment_failure.http_402",
  title: "A service answers 402",
  severity: "high",
  why: "The provider refuses because of a payment: a declined charge, or your own account's unpaid bill.",
  yieldsTo: ["rate_limit"],
  match: { status: [402] },
  fires: ["POST https://api.stripe.com/v1/charges responded with status code 402"],
  silent: ["GET /reports/402 200 12ms"],
  advice: {
    debugging: [
      "Read the body of the answer: a decline code names the customer's card, an account message your own subscription.",
    ],
    quickFixes: ["Settle the account, or ask the customer for another card."],
    durableFixes: ["Treat 402 apart from other 4xx in the client, and never retry it blindly."],
    links: [{ title: "Stripe: HTTP status codes", url: "https://docs.stripe.com/api/errors" }],
  },
});
