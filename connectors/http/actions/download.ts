import { ConnectorFailure, defineAction, fileName, filesOf, requireSuccess, sampleFile, storedFile, type FileContent, type HttpClient, type OpenAnswer, type RestSettings } from '@penstock/connector-sdk';
import { z } from 'zod';
import { keptHeaders, system } from '../exchange';
import { nameFrom } from '../file-name';
import { requestFields } from '../request-fields';

const input = z.strictObject({
  ...requestFields,
  name: fileName.optional().meta({ title: 'Keep as', description: 'A name, e.g. report.pdf. Empty: as the remote system calls it.' }),
  maxMegabytes: z.int().min(1).max(1_024).default(100).meta({ title: 'Largest file (MB)' }),
});

const output = z.strictObject({
  status: z.int().meta({ title: 'Status' }),
  headers: z.record(z.string(), z.string()).meta({ title: 'Headers', description: 'content-type, location, etag, link, last-modified and request ids.' }),
  file: storedFile.meta({ title: 'Stored file' }),
});

/** The body goes piece by piece into the storage: it may be larger than memory. */
export const download = defineAction<RestSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'download',
  version: 1,
  title: 'Fetch a file by HTTP',
  summary: 'GET: keeps the answer as a file, of any kind and up to the limit of a file. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { status: 200, headers: { 'content-type': 'text/csv' }, file: sampleFile },
  async run(context, { path, query, headers, name, maxMegabytes }) {
    const files = filesOf(context);
    const request = `GET ${path}`;
    const opened = await open(context.http)({ method: 'GET', url: path, timeoutMs: context.settings.timeoutSeconds * 1000, ...(query && { query }), ...(headers && { headers }) });
    if (opened.kind === 'whole') requireSuccess(opened.response, { ...system, writes: false, request });
    const answer = opened.kind === 'open' ? opened.answer : refuseUnread(request);
    const file = await files.put({ name: name ?? nameFrom(answer.headers, path), mediaType: mediaTypeOf(answer) }, upTo(answer.content, maxMegabytes));
    return { status: answer.status, headers: keptHeaders(answer.headers), file };
  },
});

function open({ open: opens }: HttpClient): NonNullable<HttpClient['open']> {
  if (opens) return opens;
  throw new ConnectorFailure({ class: 'config', code: 'REMOTE_FILES_NOT_TAKEN', message: 'Files cannot be fetched here, so nothing was asked for.', remedy: 'Run the flow for real.' });
}

/** A success always comes open. */
const refuseUnread = (request: string): never => {
  throw new ConnectorFailure({ class: 'transient', code: 'REMOTE_ANSWER_UNREADABLE', message: 'The answer held no file. Nothing was taken over.', exchange: { request } });
};

async function* upTo(content: FileContent, maxMegabytes: number): FileContent {
  let left = maxMegabytes * 1024 * 1024;
  for await (const bytes of content) {
    left -= bytes.length;
    if (left < 0) throw tooLarge(maxMegabytes);
    yield bytes;
  }
}

const tooLarge = (maxMegabytes: number): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'REMOTE_ANSWER_TOO_LARGE',
    message: `The file has more than ${maxMegabytes} MB. Nothing was taken over, and nothing was changed by this read.`,
    remedy: 'Ask for less at a time, or raise the limit of the step.',
  });

const typeShape = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*/i;

const mediaTypeOf = ({ headers }: OpenAnswer): string => typeShape.exec(headers['content-type'] ?? '')?.[0].toLowerCase() ?? 'application/octet-stream';
