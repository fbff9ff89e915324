import { applyFix } from '../diagnostic';
import { formulaScope } from '../scope';
import { completionsAt } from './completions';
import { diagnostics } from './diagnostics';
import { hoverAt } from './hover';
import { signatureAt } from './signature';

const trigger = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    amount: { type: 'number', title: 'Amount', description: 'What was paid.' },
    status: { enum: ['open', 'paid'] },
    note: { type: 'string' },
    'odd name': { type: 'string' },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { sku: { type: 'string' }, qty: { type: 'integer' } },
        required: ['sku', 'qty'],
        additionalProperties: false,
      },
    },
  },
  required: ['id', 'amount', 'status', 'lines'],
  additionalProperties: false,
};
const scope = formulaScope({ sources: { trigger }, expected: { type: 'number' } });

/** Labels offered at `|`. */
function offered(marked: string): readonly string[] {
  const offset = marked.indexOf('|');
  return completionsAt(marked.replace('|', ''), offset, scope).map(({ label }) => label);
}
/** The text after the entry was chosen. */
function chosen(marked: string, label: string): string | undefined {
  const text = marked.replace('|', '');
  const entry = completionsAt(text, marked.indexOf('|'), scope).find((each) => each.label === label);
  return entry && text.slice(0, entry.range.start) + entry.insertText + text.slice(entry.range.end);
}

describe('completionsAt', () => {
  it('offers names, functions and words in an empty formula', () => {
    expect(offered('|')).toEqual(expect.arrayContaining(['trigger', 'ROUND', 'true']));
  });

  it('offers the fields of what stands before a dot, and functions that take it', () => {
    expect(offered('trigger.|')).toEqual(
      expect.arrayContaining(['id', 'amount', 'status', 'note', 'odd name', 'lines', 'KEYS']),
    );
    expect(offered('trigger.note.|')).toEqual(expect.arrayContaining(['UPPER', 'LEFT']));
    expect(offered('trigger.note.|')).not.toContain('ROUND');
    expect(offered('1 + trigger.am|')).toEqual(expect.arrayContaining(['amount']));
    expect(offered('1 + trigger.am| * 2')).toEqual(expect.arrayContaining(['amount']));
  });

  it('puts fields of the wanted type first', () => {
    const [amount, note] = ['amount', 'note'].map((name) =>
      completionsAt('trigger.', 8, scope).find(({ label }) => label === name)!,
    );

    expect(amount!.sortText < note!.sortText).toBe(true);
  });

  it('writes odd names in brackets', () => {
    expect(chosen('trigger.|', 'odd name')).toBe('trigger["odd name"]');
  });

  it('puts the cursor between the brackets of a function', () => {
    expect(completionsAt('ROU', 3, scope).find(({ label }) => label === 'ROUND')).toMatchObject({
      insertText: 'ROUND()',
      cursor: 6,
      range: { start: 0, end: 3 },
    });
  });

  it('offers the values of a field beside a comparison', () => {
    expect(offered('trigger.status == |')).toEqual(expect.arrayContaining(['open', 'paid']));
    expect(offered('trigger.status == "|"')).toEqual(['open', 'paid']);
    expect(chosen('trigger.status == "|"', 'paid')).toBe('trigger.status == "paid"');
  });

  it('offers the item of a loop and its fields', () => {
    expect(offered('trigger.lines.map(line, |)')).toContain('line');
    expect(offered('trigger.lines.map(line, line.|)')).toEqual(expect.arrayContaining(['sku', 'qty']));
  });
});

describe('hoverAt', () => {
  it('tells a field, its type and what its schema says', () => {
    expect(hoverAt('ROUND(trigger.amount, 2)', 17, scope)).toEqual({
      range: { start: 6, end: 20 },
      title: 'trigger.amount: decimal',
      lines: ['Amount', 'What was paid.'],
    });
  });

  it('tells what a function does', () => {
    expect(hoverAt('ROUND(trigger.amount, 2)', 2, scope)).toMatchObject({
      title: 'ROUND(number, digits?, mode?)',
      range: { start: 0, end: 5 },
    });
  });

  it('tells the type a condition leaves', () => {
    expect(hoverAt('has(trigger.note) ? trigger.note : ""', 32, scope)).toMatchObject({ title: 'trigger.note: text' });
    expect(hoverAt('trigger.note', 10, scope)).toMatchObject({ title: 'trigger.note: text or nothing' });
  });

  it('is silent beside the formula', () => {
    expect(hoverAt('1 ', 2, scope)).toBeUndefined();
  });
});

describe('signatureAt', () => {
  it.each([
    ['ROUND(', 0],
    ['ROUND(1, ', 1],
    ['ROUND(MAX(1, 2), ', 1],
    ['trigger.note.LEFT(', 1],
    ['CONCAT(1, 2, 3, ', 0],
  ])('%s is in parameter %i', (text, parameter) => {
    expect(signatureAt(text, text.length)?.activeParameter).toBe(parameter);
  });

  it('marks the parameter in the label', () => {
    const { label, parameters, activeParameter } = signatureAt('ROUND(1, ', 9)!;
    const { start, end } = parameters[activeParameter]!.range;

    expect(label.slice(start, end)).toBe('digits?');
  });

  it('is silent outside of calls', () => {
    expect(signatureAt('1 + 2', 5)).toBeUndefined();
    expect(signatureAt('ROUND(1)', 8)).toBeUndefined();
  });
});

describe('diagnostics', () => {
  const codes = (text: string) =>
    diagnostics(text, scope).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);

  it('names several problems at once, each with its characters', () => {
    expect(codes('trigger.amuont + trigger.nope * UPER("x"')).toEqual([
      'UNKNOWN_FIELD amuont',
      'UNKNOWN_FIELD nope',
      'UNKNOWN_FUNCTION UPER',
      'OPEN_BRACKET "x"',
    ]);
  });

  it.each([
    ['trigger.amuont', 'trigger.amount'],
    ['trigger.status = "paid"', 'trigger.status == "paid"'],
    ['trigger.status <> "paid"', 'trigger.status != "paid"'],
    ['LEFT(trigger.status; 1)', 'LEFT(trigger.status, 1)'],
    ['ROUND(trigger.amount', 'ROUND(trigger.amount)'],
    ['trigger.amount / 3', 'ROUND(trigger.amount / 3, 2)'],
    ['UPPER(trigger.note)', 'UPPER(COALESCE(trigger.note, ""))'],
    ['"Order " + trigger.id', '"Order " + TEXT(trigger.id)'],
    ['trigger.status == "payd"', 'trigger.status == "paid"'],
    ['UPER("x")', 'UPPER("x")'],
    ['"open', '"open"'],
  ])('%s is mended to %s', (text, mended) => {
    const [fix] = diagnostics(text, scope).flatMap(({ fixes }) => fixes);

    expect(fix && applyFix(text, fix)).toBe(mended);
    expect(diagnostics(mended, scope)).toEqual([]);
  });

  it('checks what is written without knowing any data', () => {
    expect(diagnostics('anything.at.all * 2')).toEqual([]);
    expect(diagnostics('"a" * 2')).toMatchObject([{ code: 'WRONG_KINDS' }]);
  });
});
