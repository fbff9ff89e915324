import { ConnectorFailure, type AnyTrigger, type FileStorage, type StoredFile } from '@penstock/connector-sdk';
import { StoreBusy, isPassing } from '@penstock/runtime-adapters';
import { storePage, type PageCounts, type PageWriter } from './fetched-page';
import { eventSourceOf, type RemoteSourceRow } from './remote-source';
import { failureWords } from './trigger-failure';
import { refusal, type TriggerRefusal } from './trigger-refusals';

export interface DroppedFile {
  readonly row: RemoteSourceRow;
  readonly trigger: AnyTrigger;
  readonly file: StoredFile;
  readonly files: FileStorage;
}

export type FileDropped = TriggerRefusal | ({ readonly outcome: 'dropped' } & PageCounts);

/** Events of a file that is kept already; resolves when all of them are durable. The same file again finds them known. */
export async function dropFile(writer: PageWriter, { row, trigger, file, files }: DroppedFile): Promise<FileDropped> {
  const settings = trigger.settings.safeParse(row.settings);
  if (!trigger.fileDrop || !settings.success) {
    return refusal('not-offered', `The trigger “${trigger.title}” takes no files, so nothing was started. Use a flow that begins with a file drop.`);
  }
  try {
    const events = await trigger.fileDrop.events(file, files, settings.data);
    return { outcome: 'dropped', ...(await storePage(writer, { events }, { source: eventSourceOf(row), trigger, channel: 'file' })) };
  } catch (thrown) {
    if (thrown instanceof ConnectorFailure) return refusal('payload', failureWords(thrown));
    if (!(thrown instanceof StoreBusy) && !isPassing(thrown)) throw thrown;
    return refusal('busy', 'Not all events of the file could be stored in time. Nothing is started twice: send the same file again.');
  }
}
