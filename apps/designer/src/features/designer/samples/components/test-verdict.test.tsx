import '@testing-library/jest-dom';
import { ApiProblem } from '@penstock/api-client';
import type { DryRunRequest, DryRunResult, PlannedEffectView } from '@penstock/contracts';
import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDraft, aFlow } from '../../../../testing/a-flow';
import { aReadingFlow, anAction, aTestedStep, aTestResult } from '../../../../testing/a-tested-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { createSampleStore } from '../model/sample-store';
import { SamplesContext } from '../model/samples-context';
import { StepTests } from '../model/step-tests';
import { OutputPane } from './step-data';
import { TestButtons } from './test-buttons';

const effect: PlannedEffectView = {
  key: 'post', stepId: 'post', iteration: [], connector: 'paytrace', action: 'sale', actionVersion: 1, slot: 'paytrace', kind: 'money', class: 'L',
  businessKey: 'charge:WEB-1', amount: '19.90', currency: 'USD', request: { amount: '19.90' }, standing: 'new', restsOn: [], conditionalOn: [],
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

/** The panel of a step as far as tests go; `answer` is what the API says to a test. */
function panelOf(stepId: string, answer: (asked: Partial<DryRunRequest>) => DryRunResult, flow: FlowDocument = aReadingFlow()) {
  const asked: Partial<DryRunRequest>[] = [];
  const samples = createSampleStore('flow', { pins: localStorage, tests: sessionStorage });
  const dryRun = async (_id: string, body: Partial<DryRunRequest>) => {
    asked.push(body);
    return answer(body);
  };
  const step = flow.steps[stepId] as FlowStep;
  const store = renderEditor(
    <SamplesContext.Provider value={samples}>
      <StepTests openStepId={stepId}>
        <TestButtons stepId={stepId} onStart={() => undefined} />
        <OutputPane step={step} />
      </StepTests>
    </SamplesContext.Provider>,
    { flow, api: { flows: { dryRun, saveDraft: async () => aDraft(flow, 2) } } },
  );
  const press = async (name: string) => userEvent.click((await screen.findAllByRole('button', { name }))[0] as HTMLElement);
  return { asked, samples, store, press };
}

describe('testing one step', () => {
  test('asks for it alone with live reads, and shows what the other side answered', async () => {
    const { asked, press } = panelOf('find', () => aTestResult([aTestedStep('find', { output: { id: 'INV-77' }, input: { invoice: 'WEB-1' } })]));

    await press('Test step');

    expect(await screen.findByText(/Tested \d\d:\d\d · answered by PayTrace/)).toBeInTheDocument();
    expect(screen.getByText('INV-77')).toBeInTheDocument();
    expect(asked).toMatchObject([{ only: 'find', reads: 'live', environment: 'sandbox', answers: {} }]);
  });

  test('says of a write in plain words that it was not sent, with what a real run would send', async () => {
    const { press } = panelOf('post', () => aTestResult([aTestedStep('post', { answeredFrom: 'sample', output: { id: 'S' } })], { effects: [effect] }));

    await press('Test step');

    const card = await screen.findByRole('region', { name: 'What “post” would send' });
    expect(card).toHaveTextContent('A test never sends what moves money. A real run would send this:');
    expect(card).toHaveTextContent('USD 19.90');
    expect(within(card).getByText('Its answer below is the sample of the connector.')).toBeInTheDocument();
    expect(screen.getByText(/“post” was tested and not sent\. A real run would send USD 19\.90\./)).toBeInTheDocument();
  });

  test('tells why it failed, and what to do', async () => {
    const failure = { class: 'business' as const, code: 'X', message: 'No invoice has this number.', remedy: 'Check it.' };
    const { press } = panelOf('find', () => aTestResult([aTestedStep('find', { status: 'failed', port: null, failure })]));

    await press('Test step');

    expect(await screen.findByRole('alert')).toHaveTextContent('No invoice has this number. Check it.');
    expect(screen.getByText(/Failed when it was tested/)).toBeInTheDocument();
  });

  test('that rests on untested steps offers to run to here', async () => {
    const resting = aTestedStep('post', { restsOn: [{ field: 'reference', source: 'steps.find.id' }] });
    const { asked, press } = panelOf('post', () => aTestResult([resting]));

    await press('Test step');
    const notice = (await screen.findByText(/Its input is made of samples: “find” is not tested yet/)).closest('.ps-notice') as HTMLElement;
    await userEvent.click(within(notice).getByRole('button', { name: 'Run to here' }));

    expect(asked.map(({ only, until }) => [only, until])).toEqual([['post', undefined], [undefined, 'post']]);
  });

  test('without the right to read for real goes on with samples', async () => {
    const { asked, press } = panelOf('find', ({ reads }) => {
      if (reads === 'live') throw refusal();
      return aTestResult([aTestedStep('find', { answeredFrom: 'sample' })]);
    });

    await press('Test step');
    await press('Test on samples instead');

    expect(await screen.findByText(/nothing was asked, a sample stands in/)).toBeInTheDocument();
    expect(asked.map(({ reads }) => reads)).toEqual(['live', 'stand-in']);
  });
});

describe('testing a pinned step', () => {
  const pinnedAt = '2026-05-04T10:00:00.000Z';
  const pinned = (answer: () => DryRunResult, stepId = 'find') => {
    const panel = panelOf(stepId, answer);
    act(() => panel.samples.getState().pin(aReadingFlow(), stepId, { output: { id: 'PINNED' }, at: pinnedAt }));
    return panel;
  };
  const answered = () => aTestResult([aTestedStep('find', { output: { id: 'INV-77' } })]);

  test('shows what it gave, and that the pinned sample stands in for the steps after it', async () => {
    const { press } = pinned(answered);
    expect(await screen.findByText('PINNED')).toBeInTheDocument();

    await press('Test step');

    expect(await screen.findByText('INV-77')).toBeInTheDocument();
    expect(screen.queryByText('PINNED')).not.toBeInTheDocument();
    expect(screen.getByText(/What it gave in its test\. The sample pinned \d\d:\d\d stands in for the steps after it\./)).toBeInTheDocument();
  });

  test('is followed by unpinning, or by pinning the result', async () => {
    const { press, samples } = pinned(answered);
    await press('Test step');

    await press('Pin this result');
    expect(samples.getState().pinned['find']?.output).toEqual({ id: 'INV-77' });
    await press('Unpin');

    expect(samples.getState().pinned).toEqual({});
    expect(screen.queryByText(/stands in for the steps after it/)).not.toBeInTheDocument();
  });

  test('edits the pinned sample, not the result', async () => {
    const { press } = pinned(answered);
    await press('Test step');
    await screen.findByText('INV-77');

    await press('Edit');

    expect(((await screen.findByRole('textbox', { name: 'Output of this step in tests' })) as HTMLTextAreaElement).value).toContain('PINNED');
  });

  test('that failed leaves the pinned sample in sight, and says so', async () => {
    const failure = { class: 'business' as const, code: 'X', message: 'No invoice has this number.', remedy: 'Check it.' };
    const { press } = pinned(() => aTestResult([aTestedStep('find', { status: 'failed', port: null, failure })]));

    await press('Test step');

    expect(await screen.findByText(/It failed in its test and gave nothing\. The sample pinned/)).toBeInTheDocument();
    expect(screen.getByText('PINNED')).toBeInTheDocument();
  });

  test('that writes shows the pinned sample: nothing was sent that could have answered', async () => {
    const { press } = pinned(() => aTestResult([aTestedStep('post', { answeredFrom: 'sample', output: { id: 'PINNED' } })], { effects: [effect] }), 'post');

    await press('Test step');

    expect(await screen.findByText('Its answer below is the sample that is pinned to it.')).toBeInTheDocument();
    expect(screen.getByText(/Pinned \d\d:\d\d: tests use this value/)).toBeInTheDocument();
  });
});

describe('running to a step', () => {
  const found = aTestedStep('find', { output: { found: true, id: 'INV-1' } });
  const all = [found, aTestedStep('check', { kind: 'if', port: 'yes', output: { result: true }, answeredFrom: 'computed' }), aTestedStep('post')];

  test('gives what was tested and holds, and says from when it was used again', async () => {
    const { asked, press } = panelOf('post', ({ answers }) => aTestResult(all.map((step) => (answers && step.stepId in answers ? { ...step, answeredFrom: 'given' as const } : step))));
    await press('Run to here');
    await screen.findByText('3 steps run');

    await press('Run to here');

    expect(await screen.findByText('1 step run, 2 steps used again')).toBeInTheDocument();
    expect(screen.getAllByText(/re-used from \d\d:\d\d/)).toHaveLength(2);
    expect(asked.map(({ answers }) => Object.keys(answers ?? {}))).toEqual([[], ['find', 'check']]);
  });

  test('runs again what changed since', async () => {
    const { asked, press, store } = panelOf('post', () => aTestResult(all));
    await press('Run to here');
    await screen.findByText('3 steps run');
    act(() => store.getState().execute({ kind: 'update-step', step: anAction('find', { invoice: 'trigger.order.total' }) }));

    expect(await screen.findByText(/What it reads changed since its test at/)).toBeInTheDocument();
    await press('Run to here');

    expect(asked[1]?.answers).toEqual({});
  });

  test('that turns off before says where', async () => {
    const { press } = panelOf('post', () => aTestResult([found, aTestedStep('check', { kind: 'if', port: 'no', answeredFrom: 'computed' }), aTestedStep('post', { status: 'skipped', port: null })]));

    await press('Run to here');

    expect(await screen.findByRole('alert')).toHaveTextContent('“Found?” went on by “no”');
  });
});

test('a condition says which way it goes', async () => {
  const { press } = panelOf('check', () => aTestResult([aTestedStep('check', { kind: 'if', port: 'no', answeredFrom: 'computed', output: { result: false } })]), aFlow());

  await press('Test step');

  expect(await screen.findByText('Goes on by “no”')).toBeInTheDocument();
});

const refusal = (): ApiProblem =>
  new ApiProblem({ type: '', title: 'Live reads not allowed', status: 403, detail: 'The role analyst may read in the sandbox only.', code: 'ROLE_MAY_NOT_READ_LIVE', requestId: '' } as never);
