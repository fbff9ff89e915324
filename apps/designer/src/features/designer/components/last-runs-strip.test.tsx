import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { LastRunsStrip } from './last-runs-strip';

const noRuns = { lastRuns: [], run: null };

const show = (deployedIn: readonly string[]) =>
  renderEditor(<LastRunsStrip overlay={noRuns} onChoose={() => undefined} />, {
    flow: aFlow(),
    api: { flows: { read: async () => ({ deployments: deployedIn.map((environment) => ({ environment })) }) } },
  });

describe('the last runs of a flow that never ran here', () => {
  test.each([[[]], [['production']]])('say that nothing is deployed here, deployed in %p', async (deployedIn) => {
    show(deployedIn);

    expect(await screen.findByText('Not deployed yet.')).toBeInTheDocument();
  });

  test('say that the first event is awaited once it is deployed', async () => {
    show(['sandbox']);

    expect(await screen.findByText('No run yet. Waiting for the first event.')).toBeInTheDocument();
  });
});
