import { defineAction, fileHandle, filesOf, type ConnectorContext, type SftpSession, type StoredFile, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { sessionOf, type SftpSettings } from '../connection';
import { beforeItShows, changedOnItsWay, fileExists } from '../failures';
import { filePath, nameOf, onceFor } from '../fields';

const input = z.strictObject({
  key: onceFor.meta({ title: 'Send once for', description: 'The fact this file tells of, e.g. export:2026-05-04. A second file for it is not sent to this place.' }),
  file: fileHandle.meta({ title: 'Stored file', description: 'The handle, e.g. of a step that made it.' }),
  path: filePath.meta({ title: 'To', description: 'Below the root folder of the connection, e.g. out/export.csv.' }),
  ifExists: z.enum(['refuse', 'replace']).default('refuse').meta({ title: 'When the name is taken', description: 'replace: in one step, for servers that can.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  path: z.string().meta({ title: 'File' }),
  size: z.int().meta({ title: 'Bytes' }),
  sha256: z.string().meta({ title: 'SHA-256', description: 'Of the file as it was read back.' }),
});
type Output = z.output<typeof output>;

/** The file travels under a name of its own and gets its real one at the end: nobody ever sees half of it. */
export const writeFile = defineAction<SftpSettings, Input, Output>({
  id: 'write',
  version: 1,
  title: 'Send a file',
  summary: 'Puts a stored file on the server, whole or not at all. Moves no money.',
  contract: {
    class: 'L',
    kind: 'message',
    businessKey: ({ path, key }) => `file:${path}:${key}`,
    verify: async (context, { input: sent }) => {
      const file = await filesOf(context).describe(sent.file);
      return sessionOf(context, (session) => verdictOf(context, { session, file, path: sent.path }));
    },
    visibilityLagMs: 0,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { path: 'out/export.csv', size: 34, sha256: 'c1f5c1d2b7d9f5a0a6d3f0a7f3f6b0f1d8a1c5b8e2b6a9d0c3e7f4a5b6c7d8e9' },
  async run(context, { file: handle, path, ifExists }) {
    const files = filesOf(context);
    const file = await files.describe(handle);
    return sessionOf(context, async (session) => {
      if (ifExists === 'refuse' && (await beforeItShows(session.find(path)))) throw fileExists(path);
      const temporary = temporaryPath(path, file);
      await beforeItShows(session.write(temporary, files.open(handle)));
      const arrived = await beforeItShows(session.digest(temporary));
      if (arrived.sha256 !== file.sha256) throw changedOnItsWay(path);
      await session.rename(temporary, path, { replace: ifExists === 'replace' });
      return { path, size: arrived.size, sha256: arrived.sha256 };
    });
  },
  remoteId: ({ path }) => path,
});

interface Sent {
  readonly session: SftpSession;
  readonly file: StoredFile;
  readonly path: string;
}

/** Hidden where the server hides such names; the content’s hash keeps two files for the same place apart. */
export function temporaryPath(path: string, { sha256 }: Pick<StoredFile, 'sha256'>): string {
  const name = nameOf(path);
  return `${path.slice(0, path.length - name.length)}.${name.slice(0, 150)}.${sha256.slice(0, 16)}.part`;
}

async function verdictOf({ settings }: ConnectorContext<SftpSettings>, { session, file, path }: Sent): Promise<Verdict<Output>> {
  const there = await session.find(path);
  if (there?.size === file.size) {
    const { size, sha256 } = await session.digest(path);
    if (sha256 === file.sha256) return { verdict: 'found', output: { path, size, sha256 }, remoteId: path };
  }
  // Renaming is the only way it loses this name: as long as it has it, nobody has seen the file.
  if (await session.find(temporaryPath(path, file))) return { verdict: 'absent', evidence: `The file is still there under its temporary name, so it never became ${path}.` };
  if (there) return { verdict: 'unsure', reason: `${path} holds another content: either ours never arrived, or it was replaced since.` };
  if (settings.receiverTakesFiles) return { verdict: 'unsure', reason: `There is no ${path}: either it never arrived, or the receiver has taken it away.` };
  return { verdict: 'absent', evidence: `There is no ${path} and no trace of it, and at this server files stay where they are.` };
}
