import { z } from 'zod';
import { ConnectorFailure } from './failure';

/**
 * Files of an organisation, by server-made handles: a flow never names a place on a disk (S4). The implementation
 * (runtime-adapters, in Postgres) owns the size limit, the card-data guard and the time a file is kept; a storage is bound
 * to one organisation and knows no handle of another.
 */
export interface FileStorage {
  /**
   * Keeps a new file; it can be opened once this resolves and not before.
   * @throws ConnectorFailure `FILE_HAS_CARD_DATA`, `FILE_TOO_LARGE` (nothing was kept), or whatever `content` throws.
   */
  put(file: NewFile, content: FileContent): Promise<StoredFile>;
  /** @throws ConnectorFailure `FILE_GONE` for a handle that is unknown, erased or past its time. */
  describe(handle: string): Promise<StoredFile>;
  /** The bytes in order. @throws ConnectorFailure `FILE_GONE`, also in the middle. */
  open(handle: string): FileContent;
}

export type FileContent = AsyncIterable<Uint8Array>;

/** A name without folders: what a person sees, never a place. */
export const fileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^/\\\u0000-\u001f\u007f]+$/, 'A file name without folders')
  .refine((name) => name !== '.' && name !== '..', 'A file name without folders');

/** `type/subtype`, without parameters. */
export const mediaType = z.string().max(100).regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, 'A media type, e.g. text/csv');

export const fileHandle = z.string().regex(/^file_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'A handle of a stored file, e.g. from a step before');

export const storedFile = z.strictObject({
  handle: fileHandle.meta({ title: 'Handle', description: 'Give it to a step that takes a file.' }),
  name: z.string().meta({ title: 'Name' }),
  mediaType: z.string().meta({ title: 'Media type' }),
  size: z.int().meta({ title: 'Bytes' }),
  sha256: z.string().meta({ title: 'SHA-256', description: 'Of the content, in hex.' }),
});
export type StoredFile = z.output<typeof storedFile>;

export type NewFile = Pick<StoredFile, 'name' | 'mediaType'>;

/** For design time. */
export const sampleFile: StoredFile = {
  handle: 'file_01930000-0000-7000-8000-000000000001',
  name: 'remittance-2026-05-04.csv',
  mediaType: 'text/csv',
  size: 34,
  sha256: 'c1f5c1d2b7d9f5a0a6d3f0a7f3f6b0f1d8a1c5b8e2b6a9d0c3e7f4a5b6c7d8e9',
};

/** @throws ConnectorFailure where the process keeps no files. */
export function filesOf({ files }: { readonly files?: FileStorage | undefined }): FileStorage {
  if (files) return files;
  throw new ConnectorFailure({ class: 'config', code: 'FILES_NOT_AVAILABLE', message: 'This process keeps no files, so nothing was read or written.', remedy: 'Run the flow for real: files are kept by workers.' });
}

/** Text as the content of a file, in UTF-8. */
export async function* textContent(text: string): FileContent {
  yield new TextEncoder().encode(text);
}

export const textEncodings = ['utf-8', 'windows-1252', 'utf-16le'] as const;

export interface TextReading {
  readonly encoding: (typeof textEncodings)[number];
  readonly maxBytes: number;
}

/** A file as text. @throws ConnectorFailure `FILE_TOO_LARGE` or `FILE_NOT_TEXT`; nothing of it is taken over then. */
export async function readText(content: FileContent, { encoding, maxBytes }: TextReading): Promise<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let [text, bytes] = ['', 0];
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > maxBytes) throw fileTooLarge(maxBytes);
    text += decoded(() => decoder.decode(piece, { stream: true }));
  }
  return text + decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    throw new ConnectorFailure(
      { class: 'business', code: 'FILE_NOT_TEXT', message: 'The file is not text in the chosen encoding. Nothing of it was taken over.', remedy: 'Choose the encoding the sender writes, or ask for the file as text.' },
      { cause },
    );
  }
}

export const fileTooLarge = (maxBytes: number): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'FILE_TOO_LARGE',
    message: `The file has more than ${Math.floor(maxBytes / 1024)} kB. Nothing of it was taken over.`,
    remedy: 'Ask for it in parts.',
  });

export const fileGone = (handle: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'FILE_GONE',
    message: `There is no file ${handle.slice(0, 60)} here: it was erased, its time is over, or it never existed. Nothing was done with it.`,
    remedy: 'Bring the file in again and start the run with it.',
  });

export const fileHasCardData = (): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'FILE_HAS_CARD_DATA',
    message: 'The file carries card data, which Penstock never takes. Its content was not kept.',
    remedy: 'Ask the sender for tokens or the last four digits instead.',
  });
