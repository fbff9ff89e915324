import { PassThrough, Readable } from 'node:stream';
import { withoutLongSilence } from './steady-stream';

const read = async (stream: Readable, silenceMs: number): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const part of withoutLongSilence(stream, silenceMs)) parts.push(part);
  return Buffer.concat(parts).toString();
};

test('a stream that keeps coming is read to its end', async () => {
  expect(await read(Readable.from([Buffer.from('a'), Buffer.from('b')]), 1_000)).toBe('ab');
});

test('a stream that falls silent is broken off', async () => {
  const stream = new PassThrough();
  stream.write('a');

  await expect(read(stream, 20)).rejects.toMatchObject({ code: 'FILE_TOO_SLOW' });
  expect(stream.destroyed).toBe(true);
});
