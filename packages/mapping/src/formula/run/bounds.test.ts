import { runFormula } from '../testing/run-formula';

const list = (length: number) => Array.from({ length }, (_, at) => at);
const started = () => performance.now();
/** Nothing hostile may keep the process busy for longer than this, also on a slow machine. */
const patienceMs = 4000;

function ends(formula: string, scope = {}): string {
  const before = started();
  const answer = runFormula(formula, { scope });
  expect(started() - before).toBeLessThan(patienceMs);
  return answer;
}

describe('hostile formulas end on the budget', () => {
  const big = { l: list(2000), text: `${'a'.repeat(50_000)}!` };

  it('loops inside loops', () => {
    expect(ends('SIZE(l.map(x, l.map(y, l.map(z, 1))))', big)).toBe('failed TOO_MANY_STEPS');
    expect(ends('l.all(x, l.all(y, l.all(z, true)))', big)).toBe('failed TOO_MANY_STEPS');
    expect(ends('l.exists(x, l.exists(y, l.exists(z, z < 0)))', big)).toBe('failed TOO_MANY_STEPS');
    expect(ends('l.filter(x, l.filter(y, l.filter(z, false) == [l]) == [l])', big)).toBe('failed TOO_MANY_STEPS');
  });

  it('texts that grow', () => {
    expect(ends('REPT("a", 500000000)')).toMatch(/refused|failed/);
    expect(ends('PADLEFT("a", 100000000)')).toMatch(/refused|failed/);
    expect(ends('l.map(x, text + text)', big)).toBe('failed TEXT_TOO_LONG');
    expect(ends('l.map(x, REPT("ab", 40000))', big)).toBe('failed TOO_MANY_STEPS');
    expect(ends('SUBSTITUTE(text, "a", "bbbbbbbbbb")', big)).toBe('failed TEXT_TOO_LONG');
    expect(ends('l.map(x, l.map(y, CONCAT(text, x, y)))', big)).toMatch(
      /failed TOO_MANY_STEPS|failed OUTPUT_TOO_LARGE/,
    );
  });

  it('lists that grow', () => {
    expect(ends('FLATTEN(l.map(x, l))', { l: list(100_000) })).toBe('failed TOO_MANY_STEPS');
    expect(ends('l.map(x, l + l)', { l: list(10_000) })).toBe('failed TOO_MANY_STEPS');
    expect(ends('UNIQUE(l.map(x, [x]))', { l: list(10_000) })).toBe('failed TOO_MANY_STEPS');
  });

  it('patterns that make others hang', () => {
    expect(ends('REGEXMATCH(text, "(a+)+$")', big)).toBe('false');
    expect(ends('REGEXMATCH(text, "(a|aa)+$")', big)).toBe('false');
    expect(ends('REGEXMATCH(text, "(.*a){20}$")', big)).toMatch(/false|failed TOO_MANY_STEPS/);
    expect(ends('REGEXREPLACE(text, "a.*z|a", "b")', big)).toMatch(/failed TOO_MANY_STEPS/);
    expect(ends('REGEXMATCH(text, "((a{200}){200}){200}")', big)).toBe('refused BAD_PATTERN');
    expect(ends('REGEXMATCH(text, "(a)\\\\1")', big)).toBe('refused BAD_PATTERN');
    expect(ends('REGEXMATCH(text, "(?=a)")', big)).toBe('refused BAD_PATTERN');
  });

  it('depth', () => {
    expect(ends(`${'('.repeat(5000)}1${')'.repeat(4999)}`)).toMatch(/^refused TOO_DEEP/);
    expect(ends('('.repeat(100_000))).toBe('refused BAD_DOCUMENT');
    expect(ends(`1${'+1'.repeat(4000)}`)).toMatch(/^refused TOO_DEEP/);
    expect(ends(`${'!'.repeat(5000)}true`)).toMatch(/^refused TOO_DEEP/);
    expect(ends(`${'-'.repeat(5000)}1`)).toMatch(/^refused TOO_DEEP/);
    expect(ends(`${'['.repeat(5000)}`)).toMatch(/^refused/);
    expect(ends(`a${'.b'.repeat(4000)}`)).toMatch(/^refused TOO_DEEP/);
    expect(ends(`${'true ? 1 : '.repeat(800)}1`)).toMatch(/^refused TOO_DEEP/);
  });

  it('numbers that grow', () => {
    expect(ends('1e999')).toMatch(/OUT_OF_RANGE|1000/);
    expect(ends('l.map(x, 1e900 * 1e900)', big)).toMatch(/OUT_OF_RANGE/);
  });
});

describe('nothing behind the data is reached', () => {
  it.each([
    'x.__proto__',
    'x.constructor',
    'x["__proto__"]',
    'x["constructor"]',
    'constructor',
    '__proto__',
    '{"__proto__": 1}',
    'x.prototype',
  ])('%s is refused', (formula) => {
    expect(runFormula(formula, { scope: { x: { a: 1 } } })).toMatch(/^refused FORBIDDEN_NAME/);
  });

  it('not by a name that is worked out', () => {
    const scope = { x: { a: 1 }, l: [1], name: '__proto__' };

    expect(runFormula('x[name]', { scope })).toBe('nothing');
    expect(runFormula('x["__pro" + "to__"]', { scope })).toBe('nothing');
    expect(runFormula('x["constr" + "uctor"]', { scope })).toBe('nothing');
    expect(runFormula('x["toStr" + "ing"]', { scope })).toBe('nothing');
    expect(runFormula('{name: 1}', { scope })).toBe('failed WRONG_KIND');
    expect(runFormula('"toString" in x', { scope })).toBe('false');
  });

  it('not by members of lists, texts and numbers', () => {
    const scope = { x: { a: 1.5 }, l: [1], t: 'abc' };

    expect(runFormula('l.length', { scope })).toBe('nothing');
    expect(runFormula('t.length', { scope })).toBe('nothing');
    expect(runFormula('x.a.units', { scope })).toBe('nothing');
    expect(runFormula('x.hasOwnProperty', { scope })).toBe('nothing');
  });

  it('not by calling what is data', () => {
    expect(runFormula('x.toString()', { scope: { x: {} } })).toBe('refused UNKNOWN_FUNCTION');
    expect(runFormula('eval("1")')).toBe('refused UNKNOWN_FUNCTION');
  });
});
