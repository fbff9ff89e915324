import { ApiProblem } from '@penstock/api-client';
import type { Effect } from '@penstock/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { anEffect, aStoppedRun } from '../../../testing/run-records';
import { RetryGroupDialog } from './retry-group-dialog';

const runs = Array.from({ length: 6 }, () => aStoppedRun({ code: 'AWAY', amount: '10.00' }));

/** Effects that are sent again, one of each of the first runs. */
const of = (...changes: readonly Partial<Effect>[]): Effect[] =>
  changes.map((each, index) => anEffect({ runId: runs[index]?.id ?? '', status: 'absent', ...each }));

/** Retries answered by `answer`; what was sent before are `effects`. */
function show(answer: (runId: string) => void, effects: readonly Effect[] = [], gate?: Promise<void>) {
  const [asked, events, most] = [[] as string[], [] as string[], { now: 0, ever: 0 }];
  const retry = async (runId: string): Promise<void> => {
    most.now += 1;
    most.ever = Math.max(most.ever, most.now);
    await new Promise((done) => setTimeout(done, 1));
    await gate;
    most.now -= 1;
    asked.push(runId);
    answer(runId);
  };
  renderPage(<RetryGroupDialog runs={runs} onClose={() => events.push('closed')} />, {
    runs: {
      retry,
      effects: async (runId: string) => ({ items: effects.filter((each) => each.runId === runId), nextCursor: null }),
    },
  });
  return { asked, events, most };
}

describe('retrying a group', () => {
  test('says in numbers what it does, then does it a few at a time', async () => {
    const { asked, most } = show(() => undefined);
    expect(await screen.findByText(/6 runs have sent no payment or posting so far \(USD 60.00\)/)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

    expect(await screen.findByText('6 runs are under way again.')).toBeInTheDocument();
    expect([...asked].sort()).toEqual(runs.map(({ id }) => id).sort());
    expect(most.ever).toBe(4);
  });

  test('tells which had moved on and which were refused', async () => {
    show((runId) => {
      const code = runId === runs[0]?.id ? 'RUN_NOT_RETRYABLE' : runId === runs[1]?.id ? 'INTERNAL' : undefined;
      if (code)
        throw new ApiProblem({
          type: 'about:blank',
          title: 'Refused',
          status: 409,
          code,
          detail: `It said ${code}.`,
          requestId: 'r',
        });
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

    expect(await screen.findByText('4 runs are under way again.')).toBeInTheDocument();
    expect(screen.getByText('1 had moved on already; nothing was done to it.')).toBeInTheDocument();
    expect(screen.getByText('It said INTERNAL.')).toBeInTheDocument();
  });

  test('under way is left by “Stop” only', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { events } = show(() => undefined, [], gate);
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

    await userEvent.keyboard('{Escape}');

    expect(events).toEqual([]);
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument();
    open();
    expect(await screen.findByText('6 runs are under way again.')).toBeInTheDocument();
  });

  test.each<[string, readonly Effect[], RegExp]>([
    ['much money', of({ amount: '960.00' }), /Type 6 to confirm: much money/],
    ['a charge and a refund that would even out', of({ amount: '600.00' }, { amount: '-600.00' }), /much money/],
    ['an amount that nobody knows', of({ amount: null }), /Type 6 to confirm: it is not known/],
  ])('of %s is confirmed by typing the number', async (_what, effects, words) => {
    show(() => undefined, effects);
    await userEvent.type(await screen.findByLabelText(words), '5');
    const button = screen.getByRole('button', { name: 'Retry' });
    expect(button).toBeDisabled();

    await userEvent.type(screen.getByLabelText(words), '{Backspace}6');

    expect(button).toBeEnabled();
  });
});
