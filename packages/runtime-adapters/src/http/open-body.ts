import { Readable } from 'node:stream';
import type { FileContent } from '@penstock/connector-sdk';
import type { Dispatcher } from 'undici';
import { TransportError } from './transport-error';

/** The body of an answer while it comes: no faster than it is read, and broken off when nobody reads it any more. */
export class OpenBody {
  private readonly stream: Readable;
  private readonly silence: NodeJS.Timeout;
  private isComplete = false;

  constructor(controller: Dispatcher.DispatchController, silenceMs: number) {
    this.stream = new Readable({
      read: () => controller.resume(),
      destroy: (error, done) => {
        clearTimeout(this.silence);
        if (!this.isComplete) controller.abort(error ?? new TransportError('failed', true));
        done(error);
      },
    });
    this.pause = () => controller.pause();
    this.silence = setTimeout(() => {
      // Who is not read must not be called silent.
      if (controller.paused) this.silence.refresh();
      else this.fail(new TransportError('timed-out', true));
    }, silenceMs);
    // Whoever reads it hears of it; nobody may be reading.
    this.stream.on('error', () => undefined);
  }

  private readonly pause: () => void;

  /** @param bytes null at the end. */
  push(bytes: Buffer | null): void {
    this.silence.refresh();
    if (bytes === null) this.isComplete = true;
    if (!this.stream.push(bytes)) this.pause();
  }

  fail(error: TransportError): void {
    this.stream.destroy(error);
  }

  content(): FileContent {
    return this.stream as AsyncIterable<Uint8Array>;
  }
}
