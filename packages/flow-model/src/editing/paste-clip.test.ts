import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { applyCommand } from '../commands/apply-command';
import { flowDocument, type FlowDocument, type FlowStep } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { copyClip, readClip, type FlowClip } from './clip';
import { canPaste, pasteClip, type Pasting } from './paste-clip';

const clipOf = (flow: FlowDocument, stepIds: string[], noteIds: string[] = []): FlowClip =>
  copyClip(flow, { stepIds, noteIds }) as FlowClip;
const pasted = (flow: FlowDocument, clip: FlowClip, pasting?: Pasting) =>
  applyCommand(flow, pasteClip(flow, clip, pasting).command);

const reading = (id: string, path: string): FlowStep => ({
  ...aStep(id),
  kind: 'map',
  mapping: {
    v: 1,
    rules: [{ kind: 'copy', id: 'r', target: 'total', from: { path }, onError: 'fail', origin: 'user' }],
    tables: {},
  },
});
const pathOf = (step: FlowStep | undefined): unknown =>
  step?.kind === 'map' && step.mapping.rules[0]?.kind === 'copy' ? step.mapping.rules[0].from.path : undefined;

describe('copying', () => {
  test('takes the lines between the steps along and leaves the others', () => {
    const clip = clipOf(aChain(), ['a', 'b']);

    expect(clip.steps.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(clip.edges.map(({ from, to }) => [from, to])).toEqual([['a', 'b']]);
  });

  test('takes the body of a container along', () => {
    const flow = aFlow([aStep('loop', 'for-each'), { ...aStep('inside'), parent: 'loop' }]);

    expect(clipOf(flow, ['loop']).steps.map(({ id }) => id)).toEqual(['loop', 'inside']);
  });

  test('gives nothing for the trigger alone', () => {
    expect(copyClip(aChain(), { stepIds: ['trigger'] })).toBeNull();
  });
});

describe('pasting', () => {
  test('gives new ids, and what the steps say about each other follows', () => {
    const flow = aFlow([aStep('a'), reading('b', 'steps.a.total'), reading('c', 'steps.a-2.total')], [['a', 'b']]);
    const { flow: after } = pasted(flow, clipOf(flow, ['a', 'b', 'c']));

    expect(Object.keys(after.steps)).toEqual(['a', 'b', 'c', 'a-2', 'b-2', 'c-2']);
    expect(pathOf(after.steps['b-2'])).toBe('steps.a-2.total');
    expect(pathOf(after.steps['b'])).toBe('steps.a.total');
    expect(after.edges.map(({ from, to }) => [from, to])).toContainEqual(['a-2', 'b-2']);
    expect(flowDocument.parse(after)).toEqual(after);
  });

  test('a path to a step that was left behind stays as it is, for the checker to name', () => {
    const flow = aFlow([aStep('a'), reading('b', 'steps.a.total')]);
    const { flow: after } = pasted(aFlow(), clipOf(flow, ['b']));

    expect(pathOf(after.steps['b'])).toBe('steps.a.total');
  });

  test('slots are carried: the environment binds them, not the clipboard', () => {
    const flow = aFlow([aStep('charge', 'action')]);
    const { flow: after } = pasted(aFlow(), clipOf(flow, ['charge']));

    expect(after.steps['charge']).toMatchObject({ slot: 'paytrace' });
  });

  test('the corner of the clip goes where it was asked to go', () => {
    const flow = aFlow([aStep('a'), aStep('b')]);
    const { flow: after } = pasted(flow, clipOf(flow, ['a', 'b']), { at: { x: 1000, y: 500 } });

    expect([after.steps['a-2']?.position, after.steps['b-2']?.position]).toEqual([
      { x: 1000, y: 500 },
      { x: 1300, y: 500 },
    ]);
  });

  test('a container keeps its body, undo lists follow, and a duplicate stays in its loop', () => {
    const flow = aFlow([
      { ...aStep('try', 'try'), kind: 'try', undo: ['charge'] },
      { ...aStep('charge', 'action'), parent: 'try' },
    ]);
    const copied = pasted(flow, clipOf(flow, ['try'])).flow;
    const duplicated = pasted(flow, clipOf(flow, ['charge']), { into: 'same' }).flow;

    expect(copied.steps['charge-2']?.parent).toBe('try-2');
    expect(copied.steps['try-2']).toMatchObject({ undo: ['charge-2'] });
    expect(duplicated.steps['charge-2']?.parent).toBe('try');
  });

  test('notes and groups come along under new ids', () => {
    const note = { id: 'note-1', text: 'Why', position: { x: 0, y: 0 }, width: 200, height: 80 };
    const flow: FlowDocument = {
      ...aChain(),
      notes: [note],
      groups: [{ id: 'group-1', name: 'Money', tint: 'amber', steps: ['a', 'b'] }],
    };
    const { flow: after, inverse } = pasted(flow, clipOf(flow, ['a', 'b'], ['note-1']));

    expect(after.notes?.map(({ id }) => id)).toEqual(['note-1', 'note-2']);
    expect(after.groups?.map(({ id, steps }) => [id, steps])).toEqual([
      ['group-1', ['a', 'b']],
      ['group-2', ['a-2', 'b-2']],
    ]);
    expect(applyCommand(after, inverse).flow).toEqual(flow);
  });

  test('is refused by name when a connector or an action is missing', () => {
    const clip = clipOf(aFlow([aStep('charge', 'action')]), ['charge']);
    const paytrace = { id: 'paytrace', title: 'PayTrace', actions: [] } as unknown as ConnectorDescriptor;

    expect(canPaste(clip, [])).toEqual({
      allowed: false,
      reason: '“Step charge” needs the connector paytrace, which is not installed here.',
    });
    expect(canPaste(clip, [paytrace])).toMatchObject({ allowed: false, reason: expect.stringContaining('version 1') });
    expect(canPaste(clipOf(aChain(), ['a']), [])).toEqual({ allowed: true });
  });
});

describe('what is pasted', () => {
  const reasonFor = (text: string): string => {
    const read = readClip(text);
    return read.ok ? 'taken' : read.reason;
  };

  test('comes back from text as it went', () => {
    const clip = clipOf(aChain(), ['a', 'b']);

    expect(readClip(JSON.stringify(clip))).toEqual({ ok: true, clip });
  });

  test('may be a whole flow: its trigger is left behind', () => {
    const read = readClip(JSON.stringify(aChain()));

    expect(read.ok && read.clip.steps.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(read.ok && read.clip.edges.map(({ from }) => from)).toEqual(['a', 'b']);
  });

  test.each([
    ['garbage', 'Dear all,', 'holds no steps'],
    ['another JSON', '{"orders":[1]}', 'something else than steps'],
    ['a number', '42', 'holds no steps'],
    ['steps of a newer version', '{"kind":"penstock/steps","v":2,"steps":[]}', 'newer Penstock'],
    ['a flow of a newer version', '{"schemaVersion":9,"steps":{}}', 'newer Penstock'],
    ['an unknown kind of step', '{"kind":"penstock/steps","v":1,"steps":[{"kind":"magic"}],"edges":[],"notes":[],"groups":[]}', 'steps.0'],
    ['ten megabytes', 'x'.repeat(10_000_000), 'too long'],
  ])('%s is refused in words', (_what, text, words) => {
    expect(reasonFor(text)).toContain(words);
  });
});
