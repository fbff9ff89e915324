import { flowDocument } from '../document';
import { checkFlow } from '../check/check-flow';
import { groupFrame } from '../editing/group-frames';
import { aChain } from '../testing/a-flow';
import { applyCommand, labelOf } from './apply-command';

const group = (id: string, steps: string[]) => ({ id, name: id, tint: 'teal' as const, steps });
const note = { id: 'note-1', text: 'Ask Finance', position: { x: 0, y: 0 }, width: 200, height: 100 };

describe('notes', () => {
  test('are put down, changed and taken away, and the document is as it was before the first', () => {
    const flow = aChain();
    const withNote = applyCommand(flow, { kind: 'put-note', note }).flow;
    const changed = applyCommand(withNote, { kind: 'put-note', note: { ...note, text: 'Done' } }).flow;
    const { flow: without, inverse } = applyCommand(changed, { kind: 'remove-notes', noteIds: ['note-1'] });

    expect(changed.notes).toEqual([{ ...note, text: 'Done' }]);
    expect(without).toEqual(flow);
    expect(applyCommand(without, inverse).flow).toEqual(changed);
    expect(flowDocument.parse(changed)).toEqual(changed);
  });
});

describe('groups', () => {
  test('a step is in one group at most, and a group without steps is gone', () => {
    const first = applyCommand(aChain(), { kind: 'put-group', group: group('one', ['a', 'b']) }).flow;
    const second = applyCommand(first, { kind: 'put-group', group: group('two', ['b', 'c']) }).flow;
    const third = applyCommand(second, { kind: 'put-group', group: group('three', ['a']) }).flow;

    expect(second.groups?.map(({ id, steps }) => [id, steps])).toEqual([
      ['one', ['a']],
      ['two', ['b', 'c']],
    ]);
    expect(third.groups?.map(({ id }) => id)).toEqual(['two', 'three']);
  });

  test('a changed group keeps its place among the others', () => {
    const flow = [group('one', ['a']), group('two', ['b'])].reduce(
      (before, each) => applyCommand(before, { kind: 'put-group', group: each }).flow,
      aChain(),
    );
    const renamed = applyCommand(flow, { kind: 'put-group', group: { ...group('one', ['a']), name: 'Money' } }).flow;

    expect(renamed.groups?.map(({ name }) => name)).toEqual(['Money', 'two']);
  });

  test('deleted steps leave their group; undoing brings both back', () => {
    const grouped = applyCommand(aChain(), { kind: 'put-group', group: group('one', ['a', 'b']) }).flow;
    const { flow, inverse } = applyCommand(grouped, { kind: 'remove', stepIds: ['a'], edgeIds: [] });

    expect(flow.groups?.[0]?.steps).toEqual(['b']);
    expect(applyCommand(flow, inverse).flow).toEqual(grouped);
  });

  test('a group stands around its steps, wherever they are', () => {
    const flow = applyCommand(aChain(), { kind: 'put-group', group: group('one', ['a', 'b']) }).flow;
    const frame = groupFrame(flow, group('one', ['a', 'b']));

    expect(frame).toEqual({ x: 280, y: -44, width: 560, height: 128 });
    expect(groupFrame(flow, group('gone', ['zzz']))).toBeNull();
  });

  test('one that names a missing step is a warning, not an obstacle', () => {
    const flow = { ...aChain(), groups: [group('one', ['gone'])] };
    const found = checkFlow(flow, []).filter(({ code }) => code === 'GROUP_NAMES_MISSING_STEP');

    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('every edit says what it undoes', () => {
    const flow = applyCommand(aChain(), { kind: 'put-group', group: group('one', ['a']) }).flow;

    expect(labelOf(flow, { kind: 'remove-groups', groupIds: ['one'] })).toBe('ungroup 1 group');
    expect(labelOf(aChain(), { kind: 'put-note', note })).toBe('add a note');
  });
});
