import { Client } from "pg";

/**
 * Which jobs have a living worker. A worker holds an advisory lock for each job that it runs, on one connection of its own: when
 * it dies, PostgreSQL sees the connection close and the locks are gone at once, with nothing to time out.
 */
export interface JobLocks {
  take(jobId: string): Promise<void>;
  release(jobId: string): Promise<void>;
  /** True when no living worker, this one included, runs the job. */
  isFree(jobId: string): Promise<boolean>;
  close(): Promise<void>;
}

export function createJobLocks(connectionString: string): JobLocks {
  const held = new Set<string>();
  let connection: Promise<Client> | undefined;

  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString, keepAlive: true, application_name: "aiops job locks" });
    // The server restarted: the next call opens a new connection and takes the locks again.
    client.on("error", () => (connection = undefined));
    client.on("end", () => (connection = undefined));
    await client.connect();
    for (const jobId of held) await call(client, "pg_try_advisory_lock", jobId);
    return client;
  };
  const locks = (): Promise<Client> =>
    (connection ??= connect().catch((error: unknown) => {
      connection = undefined;
      throw error;
    }));

  return {
    async take(jobId) {
      held.add(jobId);
      await call(await locks(), "pg_advisory_lock", jobId);
    },
    async release(jobId) {
      held.delete(jobId);
      await call(await locks(), "pg_advisory_unlock", jobId);
    },
    async isFree(jobId) {
      if (held.has(jobId)) return false;
      const client = await locks();
      const free = await call(client, "pg_try_advisory_lock", jobId);
      if (free) await call(client, "pg_advisory_unlock", jobId);
      return free;
    },
    async close() {
      const open = await connection?.catch(() => undefined);
      await open?.end();
    },
  };
}

type LockFunction = "pg_advisory_lock" | "pg_try_advisory_lock" | "pg_advisory_unlock";

async function call(client: Client, name: LockFunction, jobId: string): Promise<boolean> {
  const { rows } = await client.query<{ done: unknown }>(`select ${name}(hashtextextended($1, 0)) as done`, [jobId]);
  return rows[0]?.done === true;
}
