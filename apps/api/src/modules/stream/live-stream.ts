import { PassThrough, type Readable } from 'node:stream';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { runStatus, type StreamMessage } from '@penstock/contracts';
import type { EngineHost, LiveMessage } from '@penstock/engine-host';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST } from '../../platform/tokens';

/** Shorter than the idle time-outs of common proxies (60 s), so that a quiet stream is not cut. */
const heartbeatMs = 20_000;
/** A reader this far behind is cut off: it reconnects and reloads, and the process keeps its memory. */
const maxBufferedBytes = 256 * 1024;

/** Server-sent events: one `hello` when the stream opens, then one message per change of a run. */
@Injectable()
export class LiveStream implements BeforeApplicationShutdown {
  private readonly open = new Set<PassThrough>();
  private lastId = 0;

  constructor(
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  openFor(ctx: RequestContext): Readable {
    const stream = new PassThrough();
    const unsubscribe = this.host.subscribe((message) => {
      // Organisations never see each other's runs, not even that there are some.
      if (message.organizationId === ctx.organizationId) this.send(stream, streamMessageFrom(message));
    });
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
    stream.once('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      this.open.delete(stream);
    });
    this.open.add(stream);
    this.send(stream, { type: 'hello', at: new Date(this.clock.now()).toISOString() });
    return stream;
  }

  /** Open streams would keep the server from closing. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open) stream.end();
  }

  private send(stream: PassThrough, message: StreamMessage | undefined): void {
    if (!message) return;
    this.lastId += 1;
    stream.write(`id: ${this.lastId}\ndata: ${JSON.stringify(message)}\n\n`);
    if (stream.writableLength > maxBufferedBytes) stream.destroy();
  }
}

/** A status that the contract does not know is left out: the next message, or a reload, tells the truth. */
function streamMessageFrom({ runId, flowId, environment, status }: LiveMessage): StreamMessage | undefined {
  const known = runStatus.safeParse(status);
  return known.success ? { type: 'run', runId, flowId, environment, status: known.data } : undefined;
}
