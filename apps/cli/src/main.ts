#!/usr/bin/env node
import { runPenstock } from './run-penstock';

runPenstock({
  words: process.argv.slice(2),
  env: process.env,
  // Under `npm run` the process starts in the clone; what a person types is relative to where they typed it.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
}).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
    process.exit(70);
  },
);
