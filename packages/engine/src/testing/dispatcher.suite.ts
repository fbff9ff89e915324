import type { RunId } from '@penstock/kernel';
import type { Dispatcher } from '../ports/dispatcher';

/** The behaviour of every dispatcher, as one suite: run on Postgres NOTIFY and on BullMQ. */
export interface DispatcherHarness {
  /** A dispatcher as another process would hold it, on the same broker. */
  open(): Promise<Dispatcher>;
  newRunId(): RunId;
}

export function describeDispatcher(name: string, connect: () => Promise<DispatcherHarness>): void {
  describe(`a dispatcher ${name}`, () => {
    let harness: DispatcherHarness;
    let opened: Dispatcher[];

    beforeEach(async () => {
      harness = await connect();
      opened = [];
    });
    afterEach(async () => {
      for (const dispatcher of opened) await dispatcher.close();
    });

    const open = async (): Promise<Dispatcher> => {
      const dispatcher = await harness.open();
      opened.push(dispatcher);
      return dispatcher;
    };
    const nextHint = (dispatcher: Dispatcher): Promise<{ heard: Promise<void> }> => {
      let hear: () => void = () => undefined;
      const heard = new Promise<void>((resolve) => (hear = resolve));
      return dispatcher.listen(() => hear()).then(() => ({ heard }));
    };

    test('wakes a listener in another process', async () => {
      const [announcer, listener] = [await open(), await open()];
      const { heard } = await nextHint(listener);

      announcer.announce([harness.newRunId()]);

      await expect(heard).resolves.toBeUndefined();
    });

    test('wakes a listener in its own process', async () => {
      const dispatcher = await open();
      const { heard } = await nextHint(dispatcher);

      dispatcher.announce([harness.newRunId()]);

      await expect(heard).resolves.toBeUndefined();
    });

    test('announces a burst without failing the caller', async () => {
      const dispatcher = await open();
      const { heard } = await nextHint(dispatcher);

      for (let count = 0; count < 1_000; count += 1) dispatcher.announce([harness.newRunId()]);

      await expect(heard).resolves.toBeUndefined();
    });

    test('stays silent when nobody listens', async () => {
      const dispatcher = await open();

      expect(() => dispatcher.announce([harness.newRunId()])).not.toThrow();
    });
  });
}
