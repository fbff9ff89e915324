import { aFlowWith, aLoopFlow, placed } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import '@testing-library/jest-dom';
import type { FlowDocument, FlowStep, TryStep } from '@penstock/flow-model';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StepPanel } from '../../components/step-panel';

async function panelOf(stepId: string, flow: FlowDocument) {
  const store = renderEditor(<StepPanel stepId={stepId} field={null} />, { flow });
  await screen.findByRole('complementary');
  return {
    store,
    now: (id = stepId) => store.getState().flow.steps[id],
    edges: () => store.getState().flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`),
  };
}

async function choose(field: string | RegExp, option: string): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('the panel of a loop', () => {
  test('offers lists only and says how many items the sample has', async () => {
    const { now } = await panelOf('each-line', aLoopFlow());
    expect(screen.getByText('With the sample record: 1 item.')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'List to go over: trigger.order.lines' }));

    expect(await screen.findByRole('button', { name: 'id WEB-1' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /^lines/ }));
    expect(now()).toMatchObject({ items: 'trigger.order.lines' });
  });

  test('goes over a list nobody has seen yet, typed as a path', async () => {
    const { now } = await panelOf('each-line', aLoopFlow());

    await userEvent.click(screen.getByRole('button', { name: /^List to go over/ }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Search data' }), 'trigger.parcels{Enter}');

    expect(now()).toMatchObject({ items: 'trigger.parcels' });
    expect(screen.getByText('The sample record has no list there.')).toBeInTheDocument();
  });

  test('goes through several items at once, up to a bound', async () => {
    const { now } = await panelOf('each-line', aLoopFlow());

    await userEvent.click(screen.getByRole('radio', { name: 'Several at once' }));
    const bound = screen.getByRole('textbox', { name: 'Items at once, at most' });
    await userEvent.clear(bound);
    await userEvent.type(bound, '12');
    expect(now()).toMatchObject({ concurrency: 12 });

    await userEvent.type(bound, '0');
    expect(now()).toMatchObject({ concurrency: 12 });

    await userEvent.click(screen.getByRole('radio', { name: 'One after the other' }));
    expect(now()).toMatchObject({ concurrency: 1 });
  });

  test('says what a failed item means for the others', async () => {
    const { now } = await panelOf('each-line', aLoopFlow());

    await userEvent.click(screen.getByRole('radio', { name: /Go on with the others/ }));

    expect(now()).toMatchObject({ onItemError: 'continue' });
    expect(screen.getByText(/Check “failed” after the loop/)).toBeInTheDocument();
  });
});

describe('a step inside a loop', () => {
  test('without an exit of its own fails with its item', async () => {
    const flow = aLoopFlow();
    const going = { ...flow.steps['each-line'], onItemError: 'continue' } as FlowStep;
    await panelOf('ship', { ...flow, steps: { ...flow.steps, 'each-line': going } });

    expect(screen.getByRole('combobox', { name: /When it fails for good/ })).toHaveValue(
      'The item counts as failed, the others go on',
    );
  });

  test('can be put at the top and back again', async () => {
    const { now, edges } = await panelOf('ship', aLoopFlow());

    await choose('Stands in', 'The top of the flow');
    expect(now('ship')?.parent).toBeUndefined();
    expect(edges()).toContain('each-line default ship');

    await choose('Stands in', 'Each line');
    expect(now('ship')?.parent).toBe('each-line');
    expect(edges()).toContain('each-line each ship');
  });

  test('has a time limit for one try', async () => {
    const { now } = await panelOf('ship', aLoopFlow());

    await userEvent.click(screen.getByRole('switch', { name: /Own time limit/ }));
    expect(now('ship')).toMatchObject({ timeoutSeconds: 60 });
    await userEvent.click(screen.getByRole('switch', { name: /Own time limit/ }));

    expect(now('ship')).not.toHaveProperty('timeoutSeconds');
  });
});

describe('the panel of a try', () => {
  const guard: TryStep = { ...placed('guard', 'Guard'), kind: 'try', undo: [] };
  const charge = (id: string, name: string): FlowStep =>
    ({ ...aFlowWith().steps['charge'], id, name, parent: 'guard' }) as FlowStep;
  const tell: FlowStep = { ...placed('tell', 'Tell somebody'), kind: 'stop', message: 'Stopped.' };
  const flow = (undo: string[] = []): FlowDocument => {
    const made = aFlowWith(
      { ...guard, undo },
      charge('first', 'First charge'),
      charge('second', 'Second charge'),
      tell,
    );
    return {
      ...made,
      edges: [
        ...made.edges,
        { id: 'edge-2', from: 'guard', port: 'body', to: 'first' },
        { id: 'edge-3', from: 'first', port: 'default', to: 'second' },
      ],
    };
  };

  test('undoes what is inside, last first, in an order of one’s own', async () => {
    const { now } = await panelOf('guard', flow());

    await userEvent.click(screen.getByRole('button', { name: 'Add all, last first' }));
    expect(now()).toMatchObject({ undo: ['second', 'first'] });

    await userEvent.click(screen.getByRole('button', { name: 'Move First charge up' }));
    expect(now()).toMatchObject({ undo: ['first', 'second'] });
    await userEvent.click(screen.getByRole('button', { name: 'Remove First charge' }));
    expect(now()).toMatchObject({ undo: ['second'] });
  });

  test('means last of those that run, not last of those that were added', async () => {
    const made = flow();
    const { second, ...others } = made.steps;
    const { now } = await panelOf('guard', { ...made, steps: { second, ...others } as FlowDocument['steps'] });

    await userEvent.click(screen.getByRole('button', { name: 'Add all, last first' }));

    expect(now()).toMatchObject({ undo: ['second', 'first'] });
  });

  test('offers only actions directly inside', async () => {
    await panelOf('guard', flow(['second']));

    await userEvent.click(screen.getByRole('combobox', { name: 'Add a step to undo' }));

    expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual(['First charge']);
  });

  test('marks what cannot be undone from here', async () => {
    await panelOf('guard', flow(['charge']));

    expect(screen.getByText('cannot be undone here: remove it')).toBeInTheDocument();
  });

  test('asks where a failure leads', async () => {
    const { edges } = await panelOf('guard', flow());
    expect(screen.getByText(/a failure inside would end unseen/)).toBeInTheDocument();

    await choose(/After a failure inside/, 'Tell somebody');

    expect(edges()).toContain('guard error tell');
    expect(screen.queryByText(/a failure inside would end unseen/)).not.toBeInTheDocument();
  });
});
