import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEffect, aStoppedRun } from '../../../testing/run-records';
import { anOperator, renderPage } from '../../../testing/render-page';
import { RunPage } from './run-page';

const run = aStoppedRun({ code: 'AWAY', amount: '218.40' });
const away = async (): Promise<never> => {
  throw new Error('The database is away.');
};
const empty = async () => ({ items: [], nextCursor: null });

/** The page of a run of which only `answers` can be read. */
const show = (answers: object): void =>
  void renderPage(<RunPage runId={run.id} stepId={null} onChooseStep={() => undefined} />, {
    session: anOperator(),
    flows: { version: away },
    connectors: { list: away },
    runs: { read: async () => run, context: away, list: empty, ...answers },
  });

test('effects that cannot be read are not taken for none, neither on the page nor by a retry', async () => {
  show({ steps: empty, effects: away });

  const panel = await screen.findByRole('region', { name: 'Postings and payments' });
  expect(await within(panel).findByRole('alert')).toHaveTextContent('The database is away.');
  expect(screen.queryByText('This run has written nothing to the outside.')).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

  const dialog = within(await screen.findByRole('dialog', { name: 'Retry this run' }));
  expect(dialog.getByRole('button', { name: 'Retry run' })).toBeDisabled();
});

test('steps that cannot be read say so', async () => {
  show({ steps: away, effects: async () => ({ items: [anEffect({ runId: run.id })], nextCursor: null }) });

  const panel = await screen.findByRole('region', { name: 'Steps' });
  expect(await within(panel).findByRole('alert')).toHaveTextContent('The database is away.');
});

test.each([
  ['unknown', 'default', 1],
  ['confirmed', 'filled', 0],
] as const)('the retry of a run with an effect that is %s is %s, and says what it does to the money', async (status, variant, notes) => {
  show({ steps: empty, effects: async () => ({ items: [anEffect({ runId: run.id, status })], nextCursor: null }) });
  await screen.findByText('charge:WEB-1001');

  expect(await screen.findByRole('button', { name: 'Retry' })).toHaveAttribute('data-variant', variant);
  expect(screen.queryAllByText(/Retry charges and posts nothing blindly/)).toHaveLength(notes);
});
