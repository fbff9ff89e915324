import { createHash } from 'node:crypto';
import { fileGone, textContent, type FileContent, type FileStorage, type StoredFile } from '../file-storage';

/** The storage port for tests of connectors: in memory, without limits and guard. */
export interface MemoryFileStorage extends FileStorage {
  putText(name: string, text: string): Promise<StoredFile>;
  textOf(handle: string): string;
}

export function createMemoryFileStorage(): MemoryFileStorage {
  const kept = new Map<string, { readonly file: StoredFile; readonly bytes: Buffer }>();
  const found = (handle: string) => {
    const entry = kept.get(handle);
    if (!entry) throw fileGone(handle);
    return entry;
  };
  async function* open(handle: string): FileContent {
    await Promise.resolve();
    yield found(handle).bytes;
  }
  const put: FileStorage['put'] = async (file, content) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const handle = `file_00000000-0000-7000-8000-${String(kept.size + 1).padStart(12, '0')}`;
    const stored = { ...file, handle, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    kept.set(handle, { file: stored, bytes });
    return stored;
  };
  return {
    put,
    open,
    describe: (handle) => Promise.resolve().then(() => found(handle).file),
    putText: (name, text) => put({ name, mediaType: 'text/plain' }, textContent(text)),
    textOf: (handle) => found(handle).bytes.toString('utf8'),
  };
}
