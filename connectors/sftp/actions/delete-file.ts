import { defineAction, type SftpSession, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { sessionOf, type SftpSettings } from '../connection';
import { beforeItShows, fileChanged } from '../failures';
import { filePath, onceFor } from '../fields';

const input = z.strictObject({
  key: onceFor.meta({ title: 'Delete once for', description: 'The fact this belongs to, e.g. the hash of the file.' }),
  path: filePath,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in hex').meta({ title: 'SHA-256', description: 'Of the content that was read: a file that has changed since is left alone.' }),
});
type Input = z.output<typeof input>;
const output = z.strictObject({ path: z.string().meta({ title: 'File' }) });
type Output = z.output<typeof output>;

/** Only the very file that was read: a new one under the same name is somebody's data. */
export const deleteFile = defineAction<SftpSettings, Input, Output>({
  id: 'delete',
  version: 1,
  title: 'Delete a file',
  summary: 'Deletes a file that is still the one that was read. Moves no money.',
  contract: {
    class: 'L',
    kind: 'message',
    businessKey: ({ path, key }) => `delete:${path}:${key}`,
    verify: (context, { input: sent }) => sessionOf(context, (session) => verdictOf(session, sent)),
    visibilityLagMs: 0,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { path: 'in/remit-1.csv' },
  run: (context, { path, sha256 }) =>
    sessionOf(context, async (session) => {
      if ((await beforeItShows(session.digest(path))).sha256 !== sha256) throw fileChanged(path);
      await session.remove(path);
      return { path };
    }),
  remoteId: ({ path }) => path,
});

async function verdictOf(session: SftpSession, { path, sha256 }: Input): Promise<Verdict<Output>> {
  const isThere = (await session.find(path)) !== undefined && (await session.digest(path)).sha256 === sha256;
  if (isThere) return { verdict: 'absent', evidence: `${path} is still there, with the same content.` };
  return { verdict: 'found', output: { path }, remoteId: path };
}
