import type { PgBoss } from "pg-boss";
import { requireEnv } from "#lib/env.ts";
import { AppError, ERROR_CODES } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { log, withLogContext } from "#lib/log.ts";
import { asAppError } from "#lib/failures.ts";
import { MAX_DEATHS, startBoss, type Envelope } from "./boss.ts";
import type { Job } from "./define-job.ts";
import { EVENTS } from "./events.ts";
import { jobs, schedules } from "./jobs.ts";
import { createJobLocks, type JobLocks } from "./job-locks.ts";
import { forgetSteps, memoisedStep } from "./memoised-step.ts";
import { every } from "./ticker.ts";

export interface EmbeddedEngine {
  /** Jobs that run are given back to the queue. */
  stop(): Promise<void>;
}

interface Attempt {
  id: string;
  data: Envelope;
}

const CONCURRENT_JOBS = 2;
const ADOPT_SECONDS = 1;

/** Runs all jobs from the queue on PostgreSQL. */
export async function startEmbedded(): Promise<EmbeddedEngine> {
  const boss = await startBoss("worker");
  const locks = createJobLocks(requireEnv("DATABASE_URL"));
  for (const job of jobs) {
    const options = { pollingIntervalSeconds: 1, localConcurrency: CONCURRENT_JOBS };
    await boss.work<Envelope>(job.event, options, async (attempts) => {
      for (const attempt of attempts) await perform(boss, locks, job, attempt);
    });
  }
  const tickers = [
    every(ADOPT_SECONDS, "adopt jobs", () => adoptOrphans(boss, locks)),
    ...schedules.map((schedule) => every(schedule.everyMinutes * 60, schedule.id, () => schedule.run())),
  ];
  return {
    async stop() {
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      await boss.stop({ graceful: true, timeout: 1000 });
      await locks.close();
    },
  };
}

/** One attempt. An error that may pass sends the job again, later; a thrown one means that not even that was possible. */
async function perform(boss: PgBoss, locks: JobLocks, job: Job, { id, data: envelope }: Attempt): Promise<void> {
  await withLogContext({ job: job.id, jobId: id }, async () => {
    await locks.take(id);
    try {
      const data = EVENTS[job.event].parse(envelope.data);
      await job.run({ data, step: memoisedStep(envelope.runId) });
      await forgetSteps(envelope.runId);
    } catch (error) {
      await fail(boss, job, envelope, asAppError(error));
    } finally {
      await locks.release(id);
    }
  });
}

async function fail(boss: PgBoss, job: Job, envelope: Envelope, error: AppError): Promise<void> {
  const failures = envelope.failures + 1;
  const again = ERROR_CODES[error.code].retry && failures <= job.retries;
  log()[error.code === "cancelled" ? "info" : "error"]({ err: error, failures, again }, `${job.id} failed`);
  if (again) {
    await boss.send(job.event, { ...envelope, failures }, { id: newId(), startAfter: 2 ** failures });
    return;
  }
  await job.onFailure({ data: EVENTS[job.event].parse(envelope.data), error });
  await forgetSteps(envelope.runId);
}

interface Orphan {
  id: string;
  retry_count: number;
  data: Envelope;
}

/** Gives jobs whose worker died back to the queue, at once. */
async function adoptOrphans(boss: PgBoss, locks: JobLocks): Promise<void> {
  for (const job of jobs) {
    // A job is fetched a moment before its lock is taken.
    const { rows }: { rows: Orphan[] } = await boss.getDb().executeSql(
      `select id, retry_count, data from pgboss.job
       where name = $1 and state = 'active' and started_on < now() - interval '1 second'`,
      [job.event],
    );
    for (const orphan of rows) if (await locks.isFree(orphan.id)) await adopt(boss, job, orphan);
  }
}

async function adopt(boss: PgBoss, job: Job, { id, retry_count: deaths, data: envelope }: Orphan): Promise<void> {
  if (deaths < MAX_DEATHS) {
    log().warn({ job: job.id, jobId: id, deaths: deaths + 1 }, "its worker ended; giving it back");
    await boss.fail(job.event, { id, retryCount: deaths }, { message: "the worker ended" });
    return;
  }
  const error = new AppError(
    "internal",
    `The worker stopped ${deaths + 1} times over this, so it was given up. Cut the log to the time of the incident, or look into the server's log.`,
  );
  await fail(boss, { ...job, retries: 0 }, envelope, error);
  await boss.complete(job.event, { id, retryCount: deaths });
}
