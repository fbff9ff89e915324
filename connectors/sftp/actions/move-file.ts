import { defineAction, type SftpSession, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { sessionOf, type SftpSettings } from '../connection';
import { beforeItShows, fileExists } from '../failures';
import { filePath, onceFor } from '../fields';

const input = z.strictObject({
  key: onceFor.meta({ title: 'Move once for', description: 'The fact this belongs to, e.g. the handle or the hash of the file.' }),
  from: filePath.meta({ title: 'From' }),
  to: filePath.meta({ title: 'To', description: 'Below the root folder, in a folder that exists, e.g. done/remit-1.csv.' }),
});
type Input = z.output<typeof input>;
const output = z.strictObject({ path: z.string().meta({ title: 'File', description: 'Where it is now.' }) });
type Output = z.output<typeof output>;

export const moveFile = defineAction<SftpSettings, Input, Output>({
  id: 'move',
  version: 1,
  title: 'Move a file',
  summary: 'Gives a file another name or folder; never over another file. Moves no money.',
  contract: {
    class: 'L',
    kind: 'message',
    businessKey: ({ from, to, key }) => `move:${from}:${to}:${key}`,
    verify: (context, { input: sent }) => sessionOf(context, (session) => verdictOf(session, sent)),
    compensate: { action: 'move', input: ({ input: { key, from, to } }) => ({ key: `undo:${key}`, from: to, to: from }) },
    undoWindow: 'while it lies there',
    visibilityLagMs: 0,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { path: 'done/remit-1.csv' },
  run: (context, { from, to }) =>
    sessionOf(context, async (session) => {
      if (await beforeItShows(session.find(to))) throw fileExists(to);
      await session.rename(from, to);
      return { path: to };
    }),
  remoteId: ({ path }) => path,
});

async function verdictOf(session: SftpSession, { from, to }: Input): Promise<Verdict<Output>> {
  const [source, target] = [await session.find(from), await session.find(to)];
  if (!source && target) return { verdict: 'found', output: { path: to }, remoteId: to };
  if (source && !target) return { verdict: 'absent', evidence: `The file is still at ${from}, and ${to} is free.` };
  return { verdict: 'unsure', reason: source ? `There are files at ${from} and at ${to}.` : `There is no file at ${from} and none at ${to}: somebody has taken it.` };
}
