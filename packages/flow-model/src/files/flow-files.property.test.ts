import fc from 'fast-check';
import { flowDocument, type FlowDocument } from '../document';
import { anyFlow } from '../testing/any-flow';
import { readFlowFile } from './read-flow-file';
import { writeFlowFile } from './write-flow-file';

/** The same content with every object's names the other way round, as another store might hand them over. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, reversed(member)]));
};

describe('a flow file', () => {
  test('holds every flow: what is read from it is what was written', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(readFlowFile(writeFlowFile(flow))).toEqual({ ok: true, value: flow });
      }),
      { numRuns: 400 },
    );
  });

  test('is the same text for the same flow, whatever the order of its names', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(writeFlowFile(reversed(flow) as FlowDocument)).toBe(writeFlowFile(flow));
      }),
      { numRuns: 100 },
    );
  });

  test('never throws on any text, and what it reads is a flow', () => {
    const lines = fc.constantFrom('format: penstock-flow/1', 'name: x', 'steps:', '  a:', '    kind: map', '- - -', '? {', '&a [*a]', '"', '|', '\t', 'layout: {trigger: [1, 2]}', '!!binary x', '---');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(lines, { maxLength: 8 }).map((some) => some.join('\n'))), (text) => {
        const read = readFlowFile(text);
        if (read.ok) expect(flowDocument.parse(read.value)).toEqual(read.value);
        else expect(read.error.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
