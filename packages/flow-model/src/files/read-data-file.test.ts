import { readDataFile } from './read-data-file';

const refusal = (text: string): string => {
  const read = readDataFile(text);
  return read.ok ? 'taken' : read.error;
};

describe('data of somebody else’s making', () => {
  test('is read from JSON and from YAML alike', () => {
    expect(readDataFile('{"openapi": "3.1.0", "paths": {}}')).toEqual({ ok: true, value: { openapi: '3.1.0', paths: {} } });
    expect(readDataFile('openapi: 3.1.0\npaths: {}\n')).toEqual({ ok: true, value: { openapi: '3.1.0', paths: {} } });
  });

  test.each([
    ['a bomb of references', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 'anchors (&) and references (*)'],
    ['a tag', 'a: !!js/function "x"\n', 'Line 1:'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'more than one document'],
    ['brackets without end', '['.repeat(100_000), 'levels deep'],
    ['objects without end', '{"a":'.repeat(5_000), 'levels deep'],
    ['half a JSON', '{"a": ', 'This is not JSON.'],
    ['no YAML', 'a: [1\n', 'not YAML'],
  ])('%s is refused', (_name, text, words) => {
    expect(refusal(text)).toContain(words);
  });
});
