import { renderUi } from '../../../testing/render-ui';
import '@testing-library/jest-dom';
import { ApiProblem, type ApiClient } from '@penstock/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { ApiProvider } from '../../../shared/api/api-context';
import { SchedulePreview } from './schedule-preview';

function show(preview: () => Promise<unknown>) {
  renderUi(
    <QueryClientProvider client={new QueryClient()}>
      <ApiProvider client={{ schedules: { preview } } as unknown as ApiClient}>
        <SchedulePreview cron="30 2 * * *" timeZone="Europe/Paris" />
      </ApiProvider>
    </QueryClientProvider>,
  );
}

test('shows the next times by both clocks', async () => {
  show(async () => ({ times: [{ at: '2027-03-28T01:00:00.000Z', local: '2027-03-28T03:00:00+02:00' }] }));

  expect(await screen.findByText('2027-03-28 03:00 (UTC+02:00)')).toBeInTheDocument();
  expect(screen.getByText('· 2027-03-28 01:00 UTC')).toBeInTheDocument();
});

test('says what is wrong with an expression', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Schedule not valid',
    status: 422,
    code: 'SCHEDULE_INVALID',
    detail: '“30 2 * *” has 4 parts.',
    requestId: 'r',
  };
  show(() => Promise.reject(new ApiProblem(problem)));

  expect(await screen.findByRole('alert')).toHaveTextContent('has 4 parts');
});
