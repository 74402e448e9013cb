import { NonRetriableError, type InngestFunction } from "inngest";
import { AppError, ERROR_CODES } from "#lib/errors.ts";
import { asAppError } from "#lib/failures.ts";
import type { Job, Schedule, Step } from "./define-job.ts";
import { EVENTS } from "./events.ts";
import { inngest } from "./inngest-client.ts";
import { jobs, schedules } from "./jobs.ts";

/** The same definitions as Inngest functions. */
export const functions: InngestFunction.Any[] = [...jobs.map(toFunction), ...schedules.map(toCron)];

function toFunction(job: Job): InngestFunction.Any {
  return inngest.createFunction(
    {
      id: job.id,
      retries: job.retries,
      triggers: { event: job.event },
      onFailure: async ({ event, error }: { event: { data: { event: { data: unknown } } }; error: Error }) => {
        const data = EVENTS[job.event].parse(event.data.event.data);
        await job.onFailure({ data, error: asSaid(error) });
      },
    },
    async ({ event, step }) => {
      const ours: Step = {
        // safe because Inngest gives back the parsed JSON of what `work` returned, as the embedded engine does
        run: <T>(id: string, work: () => Promise<T>) => step.run(id, () => permanent(work)) as Promise<T>,
      };
      await job.run({ data: EVENTS[job.event].parse(event.data), step: ours });
    },
  );
}

function toCron(schedule: Schedule): InngestFunction.Any {
  return inngest.createFunction(
    { id: schedule.id, triggers: { cron: `*/${schedule.everyMinutes} * * * *` } },
    async ({ step }) => {
      await step.run(schedule.id, () => schedule.run());
    },
  );
}

/** On its way through Inngest an error of ours becomes a plain one; name and message remain. */
function asSaid(error: Error): AppError {
  const ours = [AppError.name, NonRetriableError.name].includes(error.name);
  return ours ? new AppError("internal", error.message, { cause: error }) : asAppError(error);
}

/** An error that no further attempt can mend says so, with the words for a person as its message. */
async function permanent<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = asAppError(error);
    if (ERROR_CODES[known.code].retry) throw known;
    throw new NonRetriableError(known.message, { cause: known });
  }
}
