import { defineRule } from "../rule.ts";

export const cloudQuota = defineRule({
  id: "resource_exhaustion.cloud_quota",
  title: "A cloud account's limit or capacity is used up",
  headline: "The cloud has no more {what}",
  severity: "high",
  why: "The provider refuses to create more of this resource: scaling, failover and replacement of broken instances stop here.",
  yieldsTo: ["queue_backlog", "disk_full"],
  match: {
    any: [
      /\((?<what>\w{2,40})LimitExceeded\) when calling the (?!.{0,40}Throttl)/,
      /\b(?<what>Vcpu|Instance|Address|Volume|Snapshot|SecurityGroup|Vpc|NetworkInterface|Bucket|Cluster|Stack|HostedZone|ConcurrentRun|Rule|Role|DBInstance|Spot(?:Instance)?Count|Max(?:SpotInstance)?Count)\w{0,20}LimitExceeded\w*/,
      /\b(?:InsufficientInstanceCapacity|InsufficientHostCapacity|InsufficientFreeAddressesInSubnet|InsufficientCapacity\w*|InstanceLimitExceeded|VcpuLimitExceeded|ServiceQuotaExceeded\w*|ServiceLimitExceeded\w*|TooManyBuckets)\b/,
      /\bQuota '(?<what>\w{2,60})' exceeded\b|\bZONE_RESOURCE_POOL_EXHAUSTED\w*|\bdoes not have enough resources available to fulfill the request\b|\bIN_USE_ADDRESSES\b.{0,40}exceeded|\bstockout\b/i,
      /\bexceeding approved (?<what>[\w .]{3,60}?) quota\b|\b(?:SkuNotAvailable|AllocationFailed|ZonalAllocationFailed|OverconstrainedAllocationRequest|QuotaExceeded|OperationNotAllowed.{0,80}quota)\b/,
      /\bNo valid host was found\b|\bNoValidHost\b|\bOverLimit: |\bQuota exceeded for (?<what>cores|ram|instances|gigabytes|volumes|floating\w*|ports)\b/i,
      /\bhave requested more (?<what>[\w ]{2,40}) capacity than your current\b|\bmaximum number of (?<what>[\w ]{3,40}) (?:allowed )?(?:has been |was |is )?(?:reached|exceeded)\b.{0,60}(?:account|project|region|subscription)/i,
    ],
    not: [/per (?:minute|second)|rate/i],
  },
  fires: [
    "An error occurred (VcpuLimitExceeded) when calling the RunInstances operation: You have requested more vCPU capacity than your current vCPU limit allows",
    "Quota 'CPUS' exceeded.  Limit: 24.0 in region europe-west1.",
    "Operation could not be completed as it results in exceeding approved Total Regional Cores quota.",
    "nova: NoValidHost: No valid host was found. There are not enough hosts available.",
  ],
  silent: ["quota check: CPUS 12 of 24 used", "vcpu_limit = 32"],
  advice: {
    debugging: [
      "What asked for it? The autoscaler's log of that minute, and whether old instances, disks or addresses were left behind.",
      "Limit or capacity? A limit is per account and can be raised; lack of capacity is per zone and instance type.",
    ],
    quickFixes: ["Delete what is left over; try another zone or instance type; ask for the raise as urgent."],
    durableFixes: [
      "Alert at 80 % of each quota, keep several instance types per group, and reserve capacity for failover.",
    ],
    links: [
      {
        title: "AWS: Service Quotas",
        url: "https://docs.aws.amazon.com/servicequotas/latest/userguide/intro.html",
      },
      {
        title: "Google Cloud: resource availability",
        url: "https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-resource-availability",
      },
    ],
  },
});
