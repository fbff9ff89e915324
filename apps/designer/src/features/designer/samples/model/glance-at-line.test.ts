import type { FlowEdge } from '@penstock/flow-model';
import { connectors } from '../../../../testing/a-flow';
import { aReadingFlow } from '../../../../testing/a-tested-flow';
import { glanceAtLine } from './glance-at-line';
import type { KnownSamples } from './freshness';

const nothing: KnownSamples = { tests: {}, pinned: {}, values: { event: undefined, outputs: {} } };
const lineInto = (to: string): FlowEdge => aReadingFlow().edges.find((edge) => edge.to === to) as FlowEdge;
const glance = (to: string, record: { event: never; outputs: Record<string, never> } | null = null) =>
  glanceAtLine(lineInto(to), { flow: aReadingFlow(), connectors, record }, nothing);

describe('a glance at a line', () => {
  test('shows the event behind the trigger, from the sample while nothing else is known', () => {
    expect(glance('find')).toMatchObject({ title: 'From “Order placed” to “find”', rows: [{ name: 'Order', value: '3 fields', hasValue: true }], origin: 'sample of the connector' });
  });

  test('shows what a step gave, through the condition behind it, with the exit', () => {
    const record = { event: {} as never, outputs: { find: { found: true, id: 'INV-1' } as never } };

    const { detail, rows, origin } = glance('post', record);

    expect([detail, origin]).toEqual(['Goes on by “yes” · find', 'as a real run recorded it']);
    expect(rows).toEqual(expect.arrayContaining([expect.objectContaining({ value: 'INV-1' })]));
  });

  test('is short, and says how much is left out', () => {
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, 'x'.repeat(100)]));
    const record = { event: {} as never, outputs: { find: wide as never } };

    const { rows, more } = glance('post', record);

    expect([rows.length, more > 20, rows.every(({ value }) => value.length <= 61)]).toEqual([8, true, true]);
  });
});
