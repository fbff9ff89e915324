import { ConnectorFailure, type FailureClass } from '@penstock/connector-sdk';
import type { FailureRecord } from '../core/failure';
import type { Scheduler } from '../ports/runtime-ports';

/** A person waits for the answer. */
export const TEST_ANSWER_MS = 30_000;

/**
 * Live reads of a step that is tested: each is asked once, within a time that a person waits, and whatever it meets is
 * the outcome; no sample stands in.
 */
export class AskOnce {
  private readonly asked = new Set<string>();

  constructor(private readonly scheduler: Scheduler) {}

  /** @throws ConnectorFailure that the engine does not try again. */
  async answer(key: string, title: string, ask: () => Promise<unknown>): Promise<unknown> {
    if (this.asked.has(key)) throw noAnswer(`“${title}” did not answer within the time limit of its step.`);
    this.asked.add(key);
    return new Promise((resolve, reject) => {
      const cancel = this.scheduler.after(TEST_ANSWER_MS, () => reject(noAnswer(`“${title}” did not answer within ${TEST_ANSWER_MS / 1_000} s.`)));
      ask().then(resolve, reject).finally(cancel);
    });
  }
}

const noAnswer = (message: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'TEST_WITHOUT_ANSWER',
    message: `${message} A test asks once.`,
    remedy: 'It only reads: nothing was changed. Look at the connection, then test again.',
  });

/** A failure that was one for good, or is taken as one: it must not be tried again whatever it was. */
export const forGood = ({ class: met, code, message, remedy, remoteCode }: FailureRecord): ConnectorFailure =>
  new ConnectorFailure({
    class: keptClasses.includes(met) ? met : 'business',
    code,
    message,
    ...(remedy !== undefined && { remedy }),
    ...(remoteCode !== undefined && { remoteCode }),
  });

const keptClasses: readonly FailureClass[] = ['config', 'quota'];
