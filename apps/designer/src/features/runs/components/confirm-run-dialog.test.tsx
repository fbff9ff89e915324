import { ApiProblem } from '@penstock/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEffect, aStoppedRun } from '../../../testing/run-records';
import { renderPage } from '../../../testing/render-page';
import { ConfirmRunDialog } from './confirm-run-dialog';
import type { KnownEffects } from './known-effects';

const run = aStoppedRun({ code: 'AWAY', amount: '218.40' });
const known = (parts: Partial<KnownEffects> = {}): KnownEffects => ({
  effects: undefined,
  error: null,
  retry: () => undefined,
  ...parts,
});

function show(effects: KnownEffects, retry: () => Promise<void> = async () => undefined) {
  const events: string[] = [];
  renderPage(<ConfirmRunDialog action="retry" run={run} effects={effects} onClose={() => events.push('closed')} />, {
    runs: { retry },
  });
  return events;
}
const confirm = () => screen.findByRole('button', { name: 'Retry run' });

describe('a retry', () => {
  test('is not agreed to before it is known what was sent', async () => {
    show(known());

    expect(await confirm()).toBeDisabled();
    expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    expect(screen.queryByText(/no payment or posting/)).not.toBeInTheDocument();
  });

  test('says when that cannot be found out, instead of saying that nothing was sent', async () => {
    show(known({ error: new Error('The database is away.') }));

    expect(await confirm()).toBeDisabled();
    expect(screen.getByRole('alert')).toHaveTextContent('The database is away.');
  });

  test('counts a charge that was absent and then confirmed once, as done', async () => {
    const tries = [
      anEffect({ runId: run.id, attempt: 1, status: 'absent' }),
      anEffect({ runId: run.id, attempt: 2, status: 'confirmed' }),
    ];
    const events = show(known({ effects: tries }));

    expect(
      await screen.findByText('1 payment or posting (USD 218.40) is already confirmed and will be skipped.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/sent again/)).not.toBeInTheDocument();
    await userEvent.click(await confirm());
    expect(events).toEqual(['closed']);
  });

  test('that is refused stays open and says why', async () => {
    const refusal = { type: 'about:blank', title: 'Refused', status: 409, code: 'RUN_NOT_RETRYABLE', requestId: 'r' };
    const events = show(known({ effects: [] }), async () => {
      throw new ApiProblem({ ...refusal, detail: 'It is running already.' });
    });

    await userEvent.click(await confirm());

    expect(await screen.findByText('It is running already.')).toBeInTheDocument();
    expect(events).toEqual([]);
  });
});
