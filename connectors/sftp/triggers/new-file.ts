import { ConnectorFailure, defineTrigger, filesOf, sampleFile, storedFile, type ConnectorContext, type PollPage, type PoisonRecord, type SftpEntry, type TriggerEvent } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { sessionOf, type SftpSettings } from '../connection';
import { folderTooFull } from '../failures';
import { folderPath, matcherOf, nameOf, namePattern } from '../fields';
import { fetchFile, pathIn, timeText } from '../remote-file';

const settings = z.strictObject({
  folder: folderPath,
  names: namePattern,
  everySeconds: z.int().min(10).max(86_400).default(60).meta({ title: 'Look every (seconds)', description: 'A file is taken when it has not changed between two looks.' }),
  atFirst: z.enum(['leave', 'take']).default('leave').meta({ title: 'What lies there at the first look', description: 'leave: only files that come later start the flow.' }),
  sameFile: z.enum(['place-and-time', 'content']).default('place-and-time').meta({ title: 'What makes a file new', description: 'place-and-time: its path, size and time. content: its bytes; the same content under another name or time starts nothing.' }),
});
type Settings = z.output<typeof settings>;

const event = z.strictObject({
  path: z.string().meta({ title: 'File', description: 'For the actions of this connector.' }),
  name: z.string().meta({ title: 'Name' }),
  size: z.int().meta({ title: 'Bytes' }),
  modifiedAt: z.string().meta({ title: 'Changed', description: 'By the clock of the server.' }),
  file: storedFile.meta({ title: 'Stored file' }),
});

const most = 5_000;

/** What was seen at the last look; `taken` files lie there still and start nothing again. */
const looks = z.array(z.strictObject({ name: z.string(), size: z.int(), at: z.number(), taken: z.boolean() }));
type Look = z.output<typeof looks>[number];

/**
 * New files of a folder. One page, one file: what is large must not keep a page from being stored in time. The dedupe
 * key stands whatever becomes of the cursor.
 */
export const newFile = defineTrigger<SftpSettings, Settings>({
  id: 'new-file',
  version: 1,
  title: 'New file',
  summary: 'Starts a run for each file that appears in a folder, once nobody writes it any more.',
  settings,
  event,
  sample: { path: 'in/remittance-2026-05-04.csv', name: 'remittance-2026-05-04.csv', size: 34, modifiedAt: '2026-05-04T09:30:00.000Z', file: sampleFile },
  channels: [],
  poll: {
    defaultIntervalMs: 60_000,
    intervalMs: ({ everySeconds }) => everySeconds * 1000,
    poll: (context, { settings: wanted, cursor }) => nextPage(context, wanted, cursor),
    async one(context, { settings: wanted, id }) {
      const { folder, names } = wanted;
      if (!matcherOf(names)(nameOf(id)) || id !== pathIn(folder, nameOf(id))) return [];
      return [await eventOf(context, wanted, id)];
    },
  },
});

async function nextPage(context: ConnectorContext<SftpSettings>, wanted: Settings, cursor: Json): Promise<PollPage> {
  const { folder, names } = wanted;
  const known = new Map(cursor === null ? [] : looks.parse(cursor).map((look) => [look.name, look]));
  const fits = matcherOf(names);
  const files = (await sessionOf(context, (session) => session.list(folder))).filter(({ kind, name }) => kind === 'file' && fits(name) && !isTemporary(name));
  if (files.length > most) throw folderTooFull(folder, most);
  const due = files.filter((entry) => isSettled(known.get(entry.name), entry)).sort((a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1));
  const [next] = due;
  const isFirstLook = cursor === null;
  if (!next) return { events: [], cursor: files.map((entry) => lookAt(entry, isFirstLook ? wanted.atFirst === 'leave' : isTaken(known.get(entry.name), entry))), more: false };
  const { isTaken: wasTaken, ...page } = await take(context, wanted, pathIn(folder, next.name));
  // Only the file in hand moves on: others keep the look they had, so that each is seen twice before it is taken.
  const moved = new Map(known);
  if (wasTaken) moved.set(next.name, lookAt(next, true));
  // Looked at anew: it may lie there again as it was, to the second and the byte.
  else moved.delete(next.name);
  return { ...page, cursor: [...moved.values()], more: true };
}

/** Files of ours that are still on their way. */
const isTemporary = (name: string): boolean => /^\..*\.[0-9a-f]{16}\.part$/.test(name);

const isSame = (known: Look | undefined, { size, modifiedAt }: SftpEntry): boolean => known?.size === size && known.at === modifiedAt;
const isSettled = (known: Look | undefined, entry: SftpEntry): boolean => isSame(known, entry) && known?.taken === false;
const isTaken = (known: Look | undefined, entry: SftpEntry): boolean => isSame(known, entry) && known?.taken === true;

const lookAt = ({ name, size, modifiedAt: at }: SftpEntry, taken: boolean): Look => ({ name, size, at, taken });

interface Taken {
  /** False: it was not there, or not whole. */
  readonly isTaken: boolean;
  readonly events: readonly TriggerEvent[];
  readonly poison?: readonly PoisonRecord[];
}

/** A file that cannot become an event is shelved under its name; an outage stops the poll. */
async function take(context: ConnectorContext<SftpSettings>, wanted: Settings, path: string): Promise<Taken> {
  try {
    return { isTaken: true, events: [await eventOf(context, wanted, path)] };
  } catch (thrown) {
    if (!(thrown instanceof ConnectorFailure)) throw thrown;
    // Taken away, or written again since the look: the next look sees what is there then.
    if (thrown.details.code === 'SFTP_NOT_FOUND' || thrown.details.code === 'SFTP_FILE_GROWING') return { isTaken: false, events: [] };
    if (thrown.class !== 'business') throw thrown;
    return { isTaken: true, events: [], poison: [{ key: path, reason: thrown.details.message }] };
  }
}

async function eventOf(context: ConnectorContext<SftpSettings>, { sameFile }: Settings, path: string): Promise<TriggerEvent> {
  const { file, modifiedAt } = await sessionOf(context, (session) => fetchFile(session, filesOf(context), path));
  const { name, size, sha256 } = file;
  const dedupeKey = sameFile === 'content' ? `content:${sha256}` : `file:${path}:${size}:${modifiedAt}`;
  return { dedupeKey, payload: { path, name, size, modifiedAt: timeText(modifiedAt), file }, labels: { file: name } };
}
