import type { Json } from '@penstock/kernel';
import { commandFailure, commandRequests } from './commands';
import { recorded } from './testing/recorded';
import { startSimulatorBench } from './testing/simulator-bench';

const sample = recorded('commands-itemnotepad');
const field = (name: string, value: string) => ({ datawindow: 'tp_1_dw_1', field: name, value });

describe('driving a window', () => {
  test('sends the recorded commands', () => {
    const requests = commandRequests('ItemNotepad', [
      {
        do: 'change',
        fields: [field('inv_mast_item_id', 'WIDGET-001'), field('topic', 'API NOTE'), field('note', 'Note text')],
      },
      { do: 'select-row', datawindow: 'tp_17_dw_dragdrop', row: 2 },
      { do: 'tool', tool: 'cb_select', row: 0 },
      { do: 'save' },
    ]);

    expect(requests).toEqual(sample.request.body);
  });

  test('is answered by the simulator as recorded, and saved', async () => {
    const bench = await startSimulatorBench();
    const answer = (await bench.call('POST', '/uiserver0/api/v2/commands', sample.request.body ?? null)).json() as {
      Status: number;
      Results: object[];
    };
    const effects = [...bench.simulator.effects];
    await bench.close();

    const [first] = (sample.response.body as unknown as typeof answer).Results;
    expect(answer.Status).toBe(1);
    expect(Object.keys(answer.Results[0] ?? {})).toEqual(Object.keys(first ?? {}));
    expect(answer.Results).toHaveLength(6);
    expect(JSON.stringify(answer)).toContain('"Name":"savesucceeded"');
    expect(effects).toEqual([expect.objectContaining({ kind: 'item-note', key: 'API NOTE', id: 'WIDGET-001' })]);
  });

  test('with an unknown action empties the whole answer', async () => {
    const bench = await startSimulatorBench();
    const { status, body } = await bench.call('POST', '/uiserver0/api/v2/commands', { Requests: [{ Action: 77 }] });
    await bench.close();

    expect([status, body]).toEqual([204, '']);
  });
});

const answered = (...results: readonly Json[]): Json => ({
  Status: 1,
  Results: results.map((Result) => ({ Result, Data: null })),
});

describe('the answer to commands', () => {
  test('is a success only with the event of the save', () => {
    expect(commandFailure(answered({ Status: 1, Events: [{ Name: 'savesucceeded' }] }))).toBeUndefined();
    expect(commandFailure(answered({ Status: 1, Events: [{ Name: 'windowopened' }] }))).toMatchObject({
      class: 'ambiguous',
    });
  });

  test('with a failed step is a refusal in the words of P21', () => {
    const answer = answered({
      Status: 2,
      Events: [],
      Messages: [{ Text: 'Enter a valid ID or leave ID blank.', Type: 2 }],
    });

    expect(commandFailure(answer)).toMatchObject({
      class: 'business',
      message: expect.stringContaining('Enter a valid ID or leave ID blank.') as string,
    });
  });

  test('that is blocked leaves the outcome open', () => {
    expect(commandFailure(answered({ Status: 3, Events: [{ Name: 'windowopened' }] }))).toMatchObject({
      class: 'ambiguous',
    });
  });

  test.each([null, [], 'x', { Results: 'x' }, { Results: [{ Result: null }] }])(
    '%j leaves the outcome open',
    (answer) => {
      expect(commandFailure(answer as Json)).toMatchObject({ class: 'ambiguous' });
    },
  );
});
