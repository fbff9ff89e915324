import 'reflect-metadata';
import { migrate } from '@penstock/database';
import { assembleForSetUp } from './set-up/assemble-for-set-up';
import { ensureOwner } from './set-up/ensure-owner';
import { readSetUpConfig } from './set-up/set-up-config';
import { seedDemoCompany } from './demo/seed-demo-company';
import { Refusal } from './platform/problem/refusal';
import { readApiConfig } from './platform/config/api-config';

/** Brings schema, first organisation and demo company up to date; safe to run at every start and in several processes. */
async function main(): Promise<void> {
  const config = readApiConfig(process.env);
  const setUp = readSetUpConfig(process.env);
  await migrate(config.databaseUrl);
  const assembled = await assembleForSetUp(config);
  try {
    const ctx = await ensureOwner(assembled, setUp);
    if (config.isDemo) await seedDemoCompany(assembled, { ctx, intakeSecret: setUp.demoIntakeSecret });
  } finally {
    await assembled.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The database could not be brought up to date: ${String((error as Error).stack ?? error)}\n${issuesOf(error)}`);
    process.exit(1);
  },
);

/** A demo flow that cannot be deployed says why, as it does in the designer. */
function issuesOf(error: unknown): string {
  if (!(error instanceof Refusal)) return '';
  return (error.details.issues ?? []).map(({ message }) => `- ${message}\n`).join('');
}
