import type { RunId } from '@penstock/kernel';

/**
 * Wake-up hints from those who make runs ready to those who execute them. A hint is never the truth: a lost, doubled
 * or late one is harmless, because the store decides who runs what and the sweep finds what no hint announced.
 */
export interface Dispatcher {
  /** Announces ready runs. Returns at once; failures are swallowed and counted, the sweep repairs them. */
  announce(runIds: readonly RunId[]): void;
  /** Calls the listener for hints of any process, this one included. An empty list means "look yourself". */
  listen(listener: (runIds: readonly RunId[]) => void): Promise<void>;
  close(): Promise<void>;
}
