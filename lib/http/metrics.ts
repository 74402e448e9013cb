import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { singleton } from "#lib/singleton.ts";

function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time until the answer of an API request began, by declared path",
      labelNames: ["method", "path", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
      registers: [registry],
    }),
    ingestions: new Gauge({
      name: "aiops_ingestions",
      help: "Ingestions by status",
      labelNames: ["status"],
      registers: [registry],
    }),
    queueAge: new Gauge({
      name: "aiops_queue_age_seconds",
      help: "Age of the oldest ingestion that waits for a worker; 0 when none waits",
      registers: [registry],
    }),
  };
}

export function metrics() {
  return singleton("metrics", makeMetrics);
}

export function observeRequest(method: string, path: string, status: number, seconds: number): void {
  metrics().requests.observe({ method, path, status }, seconds);
}
