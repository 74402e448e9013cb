import { defineRule } from "../rule.ts";

export const cloudThrottling = defineRule({
  id: "rate_limit.cloud_throttling",
  title: "A cloud API throttles its caller",
  headline: "The cloud throttles {call}",
  severity: "medium",
  why: "The provider refused calls of this account before doing anything; the SDK repeats some of them and gives up on the rest.",
  match: {
    any: [
      /\((?:Throttling\w*|RequestLimitExceeded|TooManyRequestsException|SlowDown|ProvisionedThroughputExceeded\w*|LimitExceededException)\) when calling the (?<call>\w{3,60}) operation/i,
      /\b(?:operation error|calling) (?<call>[\w ]{2,40}: \w{3,60}), .{0,160}\b(?:Throttling|ThrottlingException|Rate exceeded|TooManyRequestsException|SlowDown)\b/i,
      /\bThrottling(?:Exception)?: Rate exceeded\b|\bcode: '?Throttling(?:Exception)?\b|\bThrottling(?:Exception|Error)\b|\bThrottledException\b|\bEC2ThrottledException\b|\bPriorRequestNotComplete\b/i,
      /\bProvisionedThroughputExceeded\w*|\bRequestLimitExceeded\b|\bRequestThrottled(?:Exception)?\b|\bBandwidthLimitExceeded\b|\bSlowDown\b.{0,60}|\breduce your request rate\b/i,
      /\brequest rate is (?:too )?large\b|\bSubscriptionRequestsThrottled\b|\bOperationThrottled\b|\baka\.ms\/cosmosdb-error-429/i,
      /\bThe throughput limit was reached\b|\bThrottling\.(?:User|Api)\b|\bTransactionInProgressException\b.{0,40}throttl/i,
    ],
  },
  fires: [
    "botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the ListTasks operation (reached max retries: 4): Rate exceeded",
    "operation error CloudWatch Logs: DescribeLogStreams, exceeded maximum number of attempts, 9, api error ThrottlingException: Rate exceeded",
    "ProvisionedThroughputExceededException: The level of configured provisioned throughput for the table was exceeded",
  ],
  silent: ["throttling_rate_limit = 100", "ThrottlingException=0 retries=0"],
  advice: {
    debugging: [
      "Count the calls of each operation in the minute before: CloudTrail event history, or the SDK's debug log, names the loop that polls.",
      "DynamoDB: `ConsumedReadCapacityUnits` and `ConsumedWriteCapacityUnits` against what is provisioned, and Contributor Insights for a hot key.",
    ],
    quickFixes: [
      "Stop or slow the poller; raise table capacity, or set the SDK's retry mode to `adaptive` with more attempts.",
    ],
    durableFixes: [
      "Replace polling by events, cache descriptions, spread writes over keys, and ask for a quota raise.",
    ],
    links: [
      {
        title: "AWS SDKs: retry behaviour",
        url: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html",
      },
    ],
  },
});
