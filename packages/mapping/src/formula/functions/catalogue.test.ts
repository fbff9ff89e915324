import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFormula } from '../testing/run-formula';
import { findFunction, formulaFunctions, signatureOf } from './catalogue';

const examples = formulaFunctions.flatMap(({ examples: all }) => all);

describe('formula functions', () => {
  it.each(examples)('$formula gives $gives', ({ formula, gives }) => {
    expect(runFormula(formula)).toBe(gives);
  });

  it('have one meaning for each name, whatever its capitals', () => {
    const owners = formulaFunctions.flatMap(({ name, aliases = [] }) => [
      ...new Set([name, ...aliases].map((each) => each.toLowerCase())),
    ]);

    expect(new Set(owners).size).toBe(owners.length);
  });

  it('are found by capital and small letters', () => {
    expect(findFunction('round')).toBe(findFunction('ROUND'));
    expect(findFunction('nope')).toBeUndefined();
  });

  it('stand in the manual, each with its summary', () => {
    const manual = readFileSync(join(__dirname, '../../../README.md'), 'utf8')
      .replaceAll('\\|', '|')
      .replace(/ +/g, ' ');
    const missing = formulaFunctions.filter(
      (words) => !manual.includes(`\`${signatureOf(words).label}\``) || !manual.includes(`| ${words.summary} |`),
    );

    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('name their parameters', () => {
    const round = formulaFunctions.find(({ name }) => name === 'ROUND')!;

    expect(signatureOf(round).label).toBe('ROUND(number, digits?, mode?)');
  });

  it('look a value up in a table of the mapping', () => {
    const tables = {
      status: { rows: [['Approved', 'Paid']] as [string, string][], ignoreCase: true, unmatched: 'error' as const },
    };

    expect(runFormula('TABLE("status", "approved")', { tables })).toBe('"Paid"');
    expect(runFormula('TABLE("status", "Voided")', { tables })).toBe('failed NOT_IN_TABLE');
    expect(runFormula('TABLE("nowhere", "x")', { tables })).toBe('refused UNKNOWN_TABLE');
  });
});
