import { fileTooLarge, type FileStorage, type MailAttachment } from '@penstock/connector-sdk';

/** Together; most servers take no more in one message. */
const mostBytes = 20 * 1024 * 1024;

/** Stored files as parts of a message. @throws ConnectorFailure FILE_GONE, FILE_TOO_LARGE, before anything is sent. */
export async function attachmentsOf(files: FileStorage, wanted: readonly { readonly file: string; readonly name?: string | undefined }[]): Promise<readonly MailAttachment[]> {
  const described = await Promise.all(wanted.map(({ file }) => files.describe(file)));
  if (described.reduce((sum, { size }) => sum + size, 0) > mostBytes) throw fileTooLarge(mostBytes);
  return Promise.all(described.map(async ({ handle, name, mediaType }, index) => ({ name: wanted[index]?.name ?? name, mediaType, content: await bytesOf(files, handle) })));
}

async function bytesOf(files: FileStorage, handle: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of files.open(handle)) {
    parts.push(part);
    size += part.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
