import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureClasses } from '@penstock/connector-sdk';
import { explainFailure } from './explain-failure';

const packages = join(__dirname, '../../../../../../packages');
/** Codes that stand in the sources of the engine and of the connections it opens. */
const codesOfEngine = (): readonly string[] => {
  const folders = ['engine/src/core', 'engine/src/runtime'].map((folder) => join(packages, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).filter((name) => /(?<!\.test)\.ts$/.test(name) && name !== 'engine-errors.ts').map((name) => join(folder, name)));
  const texts = [...files, join(packages, 'engine-host/src/connection-directory.ts')].map((file) => readFileSync(file, 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\b(?:code: [^\n]*?|LEASE_ENDING = )((?:'[A-Z]+(?:_[A-Z]+)+'[^\n']*)+)/g)].flatMap(([, found = '']) => found.match(/[A-Z]+(?:_[A-Z]+)+/g) ?? [])))];
};
/** What a test connection says to whoever tests it; no run fails by it. */
const ofTests = ['TEST_FAILED'];

describe('a failure is explained', () => {
  test('by the connector that knows it: why, what it means for the money, what to do, what happens by itself', () => {
    const { meanings, next } = explainFailure({ code: 'P21_PERIOD_CLOSED', class: 'business' });

    expect(meanings).toEqual([{ connector: expect.stringContaining('Prophet 21'), cause: expect.any(String), money: 'Found before sending: nothing left.', remedy: expect.any(String) }]);
    expect(next).toBe('The other side understood and said no. It is not tried again by itself: the flow’s error exit or a person decides.');
  });

  test('by the engine for its own: every code in its sources, with a word about the money', () => {
    const codes = codesOfEngine().filter((code) => !ofTests.includes(code));
    const unexplained = codes.filter((code) => !explainFailure({ code }).meanings.some(({ connector, money }) => connector === null && money !== null));

    expect(codes.length).toBeGreaterThan(30);
    expect(unexplained).toEqual([]);
  });

  test('by each connector apart where they mean something else', () => {
    const { meanings } = explainFailure({ code: 'PAGES_IN_A_CIRCLE' });

    expect(meanings.length).toBeGreaterThan(1);
    expect(new Set(meanings.map(({ connector }) => connector)).size).toBe(meanings.length);
  });

  test('by its class alone when nobody knows its code', () => {
    expect(explainFailure({ code: 'SOMETHING_ELSE', class: 'ambiguous' })).toEqual({ code: 'SOMETHING_ELSE', meanings: [], next: expect.stringContaining('never repeated blindly') });
    expect(explainFailure({ code: 'SOMETHING_ELSE', class: 'constructor' }).next).toBeNull();
  });

  test.each(failureClasses)('with what follows from the class %s', (failureClass) => {
    expect(explainFailure({ code: 'X', class: failureClass }).next).toMatch(/\.$/);
  });
});
