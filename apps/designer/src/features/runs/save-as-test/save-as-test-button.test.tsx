import { ApiProblem } from '@penstock/api-client';
import '@testing-library/jest-dom';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aStoppedRun } from '../../../testing/run-records';
import { anOperator, renderPage } from '../../../testing/render-page';
import { SaveAsTestButton } from './save-as-test-button';

const run = aStoppedRun({ code: 'AWAY', amount: '218.40' });
const operator = anOperator();
const designer: typeof operator = {
  current: async () => {
    const session = await operator.current();
    return { ...session, user: { ...session.user, role: 'analyst' } };
  },
};

function show(saveAsTest: (id: string, body: object, key: string) => Promise<unknown>, session = designer): void {
  renderPage(<SaveAsTestButton run={run} />, { session, runs: { saveAsTest } });
}
const name = async (): Promise<void> => {
  await userEvent.click(await screen.findByRole('button', { name: 'Save as test' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'What the test shows' }), 'As on Monday');
  await userEvent.click(screen.getByRole('button', { name: 'Save the test' }));
};

test('a run is kept as a test under a name, once for a click that is repeated', async () => {
  const asked: unknown[][] = [];
  show(async (...request) => {
    asked.push(request);
    return { test: { name: 'As on Monday' } };
  });

  await name();

  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(asked).toEqual([[run.id, { name: 'As on Monday' }, expect.any(String)]]);
});

test('a refusal is told and the dialog stays', async () => {
  show(() => Promise.reject(new ApiProblem({ type: 'about:blank', title: 'Content not kept', status: 409, code: 'EVENT_CONTENT_ERASED', detail: 'Not kept any more.', requestId: 'r' })));

  await name();

  expect(await screen.findByRole('alert')).toHaveTextContent('Not kept any more.');
});

test('who may not design is not offered it', async () => {
  show(async () => undefined, operator);

  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save as test' })).not.toBeInTheDocument());
});
