import { expect, test } from "vitest";
import { serviceOf, serviceOfSource } from "./service.ts";

test.each([
  ["var/log/postgres.log.1.gz", "postgres"],
  ["edge.access.log", "edge"],
  ["shop.error.log.2", "shop"],
  ["shop-error.log", "shop-error"],
  ["error.log", "error"],
  ["access_log", "access"],
  ["catalog.log", "catalog"],
  ["C:\\logs\\api-gateway.ndjson", "api-gateway"],
  ["checkout", "checkout"],
  [".log", ".log"],
  ["stdin", "stdin"],
])("source %s stands for %s", (source, service) => {
  expect(serviceOfSource(source)).toBe(service);
});

test.each([
  [null, {}, "orders"],
  ["checkout", {}, "checkout"],
  ["checkout", { "log.logger": "checkout" }, "checkout"],
  ["com.acme.Billing", { "log.logger": "com.acme.Billing" }, "orders"],
  ["BillingService", { "log.logger": "BillingService" }, "orders"],
  ["app/quote", { "log.logger": "app/quote" }, "orders"],
  ["shop.billing", {}, "shop.billing"],
  ["c.a.Billing", { "log.logger": "c.a.Billing", "container.name": "billing-1" }, "billing"],
])("service %s with %j is %s", (service, attributes, expected) => {
  expect(serviceOf({ service, attributes, source: "orders.log", format: "json" })).toBe(expected);
});

test.each([
  ["http", { "log.logger": "http" }, "zap", "orders"],
  ["http", {}, "json", "orders"],
  ["https-gateway", {}, "json", "https-gateway"],
  ["NETWORK", { "thread.name": "conn12" }, "mongodb", "orders"],
  ["Server", {}, "mysql-error", "orders"],
  ["NETWORK", { "container.name": "mongo-1" }, "mongodb", "mongo"],
  ["o.e.c.r.a.DiskThresholdMonitor", {}, "json", "orders"],
])("%s with %j of %s is a part of %s", (service, attributes, format, expected) => {
  expect(serviceOf({ service, attributes, source: "orders.log", format })).toBe(expected);
});
