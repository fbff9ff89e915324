import { parseJson } from './lossless-json';
import { prettyJson } from './pretty-json';

describe('JSON for editing', () => {
  test('keeps every digit', () => {
    const text = prettyJson(parseJson('{"total":98.50,"big":12345678901234567.10}'));

    expect(text).toBe('{\n  "total": 98.50,\n  "big": 12345678901234567.10\n}');
  });

  test('is indented, and short where it is empty', () => {
    expect(prettyJson({ lines: [{ sku: 'A' }, {}], note: null, tags: [] })).toBe(
      '{\n  "lines": [\n    {\n      "sku": "A"\n    },\n    {}\n  ],\n  "note": null,\n  "tags": []\n}',
    );
  });
});
