import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../testing/render-page';
import { FailureNotice } from './failure-notice';

const failure = { code: 'P21_PERIOD_CLOSED', class: 'business', message: 'The period is closed.' };

test('a failure is explained on request: cause, money, remedy, and what happens by itself', async () => {
  const asked: unknown[] = [];
  const explanation = { code: failure.code, meanings: [{ connector: 'Prophet 21', cause: 'The date lies in a closed period.', money: 'Nothing was posted.', remedy: 'Choose another date.' }], next: 'It is not tried again.' };
  renderPage(<FailureNotice failure={failure} />, { assist: { explainFailure: async (query: unknown) => (asked.push(query), explanation) } });
  expect(asked).toEqual([]);

  await userEvent.click(await screen.findByRole('button', { name: 'Explain' }));

  const section = await screen.findByRole('region', { name: 'Explanation' });
  for (const text of ['The date lies in a closed period.', 'Nothing was posted.', 'Choose another date.', 'It is not tried again.']) expect(section).toHaveTextContent(text);
  expect(section).not.toHaveTextContent('Prophet 21');
  expect(asked).toEqual([{ code: failure.code, class: failure.class }]);
});
