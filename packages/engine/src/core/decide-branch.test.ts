import type { FlowDocument } from '@penstock/flow-model';
import type { Condition } from '@penstock/mapping';
import { anAction, EngineBench, flowOf, place } from '../testing/engine-bench';

const order = { id: 'INV-1', amount: '19.99', total: 250 };

async function journalOf(flow: FlowDocument, payload: object = order) {
  const bench = new EngineBench(flow);
  const runId = await bench.receive(payload);
  await bench.workUntilQuiet();
  return bench.run(runId);
}

describe('why a run went a way', () => {
  const input = (run: { journal: readonly { stepId: string; input: string | null }[] }, key: string): unknown =>
    JSON.parse(run.journal.findLast(({ stepId }) => stepId === key)?.input ?? 'null');
  const asked = (condition: Condition): FlowDocument =>
    flowOf([{ kind: 'if', id: 'ask', name: 'Ask', condition, ...place }, anAction('book')], [['trigger', 'ask'], ['ask', 'book', 'yes']]);

  test('is recorded with the values that were compared', async () => {
    const run = await journalOf(asked({ left: 'trigger.total', op: 'at-least', value: 100 }));

    expect(input(run, 'ask')).toEqual({
      why: [{ depth: 0, kind: 'at-least', left: { path: 'trigger.total', seen: { total: 250 } }, right: { seen: { value: 100 } }, holds: true }],
    });
  });

  test('is recorded case by case of a switch, up to the one that was taken', async () => {
    const above = (id: string, value: number) => ({ id, name: id, condition: { left: 'trigger.total', op: 'greater-than' as const, value } });
    const flow = flowOf(
      [{ kind: 'switch', id: 'size', name: 'Size', cases: [above('big', 1000), above('medium', 100), above('small', 1)], ...place }, anAction('book')],
      [['trigger', 'size'], ['size', 'book', 'medium']],
    );

    const run = await journalOf(flow);

    expect(input(run, 'size')).toMatchObject({ why: [{ case: 'big', holds: false }, { case: 'medium', holds: true }] });
  });

  test('is recorded also where the values could not be compared', async () => {
    const run = await journalOf(asked({ left: 'trigger.id', op: 'greater-than', value: 100 }));

    expect(run.status).toBe('needs-attention');
    expect(input(run, 'ask')).toMatchObject({ why: [{ left: { seen: { id: 'INV-1' } }, holds: null }] });
  });

  test('shows nothing of a card, and only a piece of what is large', async () => {
    const card = ['4111', '1111', '1111', '1111'].join(' ');
    const note = `${'x'.repeat(190)} ${card} ${'y'.repeat(1_000)}`;
    const conditions: Condition[] = [
      { left: 'trigger.note', op: 'contains', value: 'z' },
      { left: 'trigger.lines', op: 'is-empty' },
      { left: 'trigger.customer', op: 'is-empty' },
    ];

    const run = await journalOf(asked({ any: conditions }), { ...order, note, lines: Array.from({ length: 50 }, () => ({ sku: 'A' })), customer: { name: 'Ada' } });

    const [, text, list, object] = (input(run, 'ask') as { why: { left: { seen: Record<string, unknown> } }[] }).why;
    expect(JSON.stringify(input(run, 'ask'))).not.toContain('4111');
    expect(String(text?.left.seen['note']).length).toBeLessThanOrEqual(201);
    expect(list?.left.seen['lines']).toHaveLength(20);
    expect(object?.left.seen['customer']).toBe('{…}');
  });
});
