import type { Readable } from 'node:stream';
import { FileError } from './files.errors';

/** The bytes of a stream, for as long as they keep coming. @throws FileError FILE_TOO_SLOW when nothing came for `silenceMs`. */
export async function* withoutLongSilence(stream: Readable, silenceMs: number): AsyncGenerator<Uint8Array> {
  const silence = setTimeout(() => stream.destroy(tooSlow()), silenceMs);
  try {
    for await (const bytes of stream) {
      silence.refresh();
      yield bytes as Uint8Array;
    }
  } finally {
    clearTimeout(silence);
  }
}

const tooSlow = (): FileError => new FileError('FILE_TOO_SLOW', 'The file stopped coming before it was complete. Nothing was kept. Send it again.');
