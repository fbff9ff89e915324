import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringifyJson, type Json } from '@penstock/kernel';
import { checkMapping } from './check';
import { compileMapping } from './compile';
import type { MappingDocument } from './document';

interface Example {
  readonly title: string;
  readonly mapping: MappingDocument;
  readonly scope?: Record<string, Json>;
  readonly output?: string;
  readonly errors?: readonly object[];
  readonly problems?: readonly object[];
}

const folder = join(__dirname, '../examples');
const examples = readdirSync(folder).map((file) => ({
  file,
  ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example),
}));
const valid = examples.filter(({ problems }) => !problems);
const invalid = examples.filter(({ problems }) => problems);

describe('examples of the manual', () => {
  it.each(valid)('$file does what it says', ({ mapping, scope, output, errors }) => {
    const compiled = compileMapping(mapping);

    const ran = compiled.ok ? compiled.value.run(scope ?? {}, { now: 0 }) : compiled;

    if (errors) expect(ran).toMatchObject({ ok: false, error: errors });
    else expect(ran.ok ? stringifyJson(ran.value as Json) : ran.error).toBe(output);
  });

  it.each(invalid)('$file is refused as it says', ({ file, mapping, problems }) => {
    const found = checkMapping(mapping).map(({ ruleId, code, path }) => ({ ruleId, code, path }));

    expect(file.startsWith('invalid-')).toBe(true);
    expect(found).toEqual(problems);
    expect(compileMapping(mapping).ok).toBe(false);
  });
});
