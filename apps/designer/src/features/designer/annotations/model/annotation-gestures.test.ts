import type { FlowDocument } from '@penstock/flow-model';
import { aFlow } from '../../../../testing/a-flow';
import { gestureOf } from '../../model/canvas-changes-to-commands';
import { notesGesture } from './annotation-gestures';

const flow: FlowDocument = {
  ...aFlow(),
  notes: [{ id: 'note-1', text: 'Why', position: { x: 0, y: 200 }, width: 200, height: 80 }],
  groups: [{ id: 'group-1', name: 'Money', tint: 'teal', steps: ['check', 'charge'] }],
};
const moved = (id: string, x: number, y: number, dragging: boolean) => ({
  type: 'position' as const,
  id,
  position: { x, y },
  dragging,
});

describe('dragging a group', () => {
  test('takes its steps along', () => {
    const { dragged, command } = gestureOf(flow, [moved('~group:group-1', 290, -34, true)]);

    expect([dragged, command]).toEqual([{ check: { x: 310, y: 10 }, charge: { x: 610, y: 10 } }, null]);
  });

  test('is one command when it is let go', () => {
    const { command } = gestureOf(flow, [moved('~group:group-1', 290, -34, false)], true);

    expect(command).toEqual({ kind: 'move', positions: { check: { x: 310, y: 10 }, charge: { x: 610, y: 10 } } });
  });
});

describe('notes under the pointer', () => {
  test('follow it and change the document when they are let go', () => {
    const during = notesGesture(flow, [moved('~note:note-1', 50, 250, true)], {});
    const after = notesGesture(flow, [moved('~note:note-1', 60.4, 260, false)], during.dragged);

    expect([during.dragged, during.command]).toEqual([{ '~note:note-1': { x: 50, y: 250 } }, null]);
    expect(after).toMatchObject({ dragged: {}, command: { kind: 'put-note', note: { position: { x: 60, y: 260 } } } });
  });

  test('are resized from their corner', () => {
    const sized = (resizing: boolean) => ({ type: 'dimensions' as const, id: '~note:note-1', resizing, dimensions: { width: 300, height: 100 } });
    const during = notesGesture(flow, [sized(true)], {});
    const after = notesGesture(flow, [sized(false)], during.dragged);

    expect(during.dragged).toEqual({ '~note:note-1': { width: 300, height: 100 } });
    expect(after.command).toMatchObject({ kind: 'put-note', note: { width: 300, height: 100 } });
  });

  test('let go where they were change nothing', () => {
    expect(notesGesture(flow, [moved('~note:note-1', 0, 200, false)], {}).command).toBeNull();
  });
});
