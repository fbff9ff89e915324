import { previewMapping } from './preview';
import type { MappingDocument } from './document';

const context = { now: Date.parse('2026-03-09T12:00:00Z') };
const mapping = (rules: unknown): MappingDocument => ({ v: 1, tables: {}, rules }) as MappingDocument;

describe('a preview of a mapping', () => {
  test('makes the values of every sample', () => {
    const document = mapping([{ id: 'no', kind: 'copy', target: 'order.no', from: { path: 'trigger.number' } }]);

    const preview = previewMapping(
      { document, samples: [{ trigger: { number: 'A-1' } }, { trigger: { number: 'A-2' } }] },
      context,
    );

    expect(preview).toEqual({
      problems: [],
      samples: [
        { output: { order: { no: 'A-1' } }, errors: [] },
        { output: { order: { no: 'A-2' } }, errors: [] },
      ],
    });
  });

  test('leaves out the rule that fails and shows the others', () => {
    const document = mapping([
      { id: 'no', kind: 'copy', target: 'no', from: { path: 'trigger.number' } },
      {
        id: 'total',
        kind: 'pipe',
        target: 'total',
        from: [{ path: 'trigger.total' }],
        steps: [{ op: 'toDecimal', args: {} }],
      },
    ]);

    const { samples } = previewMapping({ document, samples: [{ trigger: { number: 'A-1', total: 'free' } }] }, context);

    expect(samples[0]?.output).toEqual({ no: 'A-1' });
    expect(samples[0]?.errors.map(({ ruleId, path }) => [ruleId, path])).toEqual([['total', 'total']]);
  });

  test('names the rule with a problem and runs the rest', () => {
    const document = mapping([
      { id: 'no', kind: 'copy', target: 'no', from: { path: 'trigger.number' } },
      { id: 'odd', kind: 'pipe', target: 'odd', from: [{ path: 'trigger.x' }], steps: [{ op: 'guess', args: {} }] },
    ]);

    const { problems, samples } = previewMapping({ document, samples: [{ trigger: { number: 'A-1' } }] }, context);

    expect(problems.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['odd', 'error']]);
    expect(samples).toEqual([{ output: { no: 'A-1' }, errors: [] }]);
  });

  test('shows what is made while required fields are still open', () => {
    const document = mapping([{ id: 'no', kind: 'copy', target: 'no', from: { path: 'trigger.number' } }]);
    const target = { type: 'object', properties: { no: { type: 'string' }, total: {} }, required: ['no', 'total'] };

    const { problems, samples } = previewMapping({ document, target, samples: [{ trigger: { number: 'A-1' } }] }, context);

    expect(problems.map(({ code }) => code)).toEqual(['REQUIRED_TARGET']);
    expect(samples).toEqual([{ output: { no: 'A-1' }, errors: [] }]);
  });

  test('of something that is no mapping has problems and no values', () => {
    const { problems, samples } = previewMapping(
      { document: { rules: 'all' } as unknown as MappingDocument, samples: [{}] },
      context,
    );

    expect(problems[0]?.code).toBe('BAD_DOCUMENT');
    expect(samples).toEqual([{ output: undefined, errors: [] }]);
  });
});
