// npm run verify: types, lint with the arrows, and the tests that need no database. Seconds.
import { staticChecks, summarise, vitest } from "./checks.ts";

process.exit(await summarise([...staticChecks, () => vitest(["unit", "screens"])]));
