import type { NoTest } from './model/mapping-tests';

/** Every string of the tests in the studio. */
export const testStrings = {
  tab: 'Tests',
  summary: (passed: number, failed: number): string =>
    failed === 0
      ? `${passed} ${passed === 1 ? 'test passes' : 'tests pass'}`
      : `${failed} of ${passed + failed} tests ${failed === 1 ? 'fails' : 'fail'}`,
  open: 'Look at the tests of this mapping',
  help: 'A test is a record and what the mapping must make of it, every digit of an amount included. Tests run here at each change, with those of the flow, and before a promotion.',
  none: 'No tests yet. Keep a record with what the mapping makes of it now: whoever changes the mapping later sees at once what that changes.',
  name: 'Name of the test',
  record: (title: string): string => `Record: ${title}`,
  keep: 'Keep as a test',
  keepLabel: (name: string): string => `keep the test “${name}”`,
  kept: (name: string): string => `The test “${name}” is kept. It expects what the mapping makes now.`,
  passed: 'Passes',
  failed: 'Fails',
  show: 'Show its record',
  remove: (name: string): string => `Delete the test “${name}”`,
  removeLabel: (name: string): string => `delete the test “${name}”`,
  columns: ['Field', 'Expected', 'Now', 'Decide'],
  whole: 'the whole',
  acceptOne: (field: string, name: string): string => `Expect the new value of ${field} in “${name}”`,
  acceptOneShort: 'Expect this',
  acceptAll: 'Expect all of what it makes now',
  acceptLabel: (name: string): string => `change what the test “${name}” expects`,
  refused: 'The record is refused now: these values cannot be made.',
  notRefused: 'The test expects that the record is refused, and now every value can be made.',
  otherRefusal: 'The record is refused, for other reasons than the test expects.',
  notRunnable: 'The mapping cannot be run. Its other problems come first.',
  refusedPlace: (path: string): string => (path === '' ? 'The record as a whole' : path),
  differences: (name: string): string => `What differs in “${name}”`,
  why: (no: NoTest): string => {
    switch (no.kind) {
      case 'card-data':
        return `${no.path === '' ? 'This record' : no.path} carries card data, which is never kept. No test was made. Choose another record, or one whose number is a token.`;
      case 'too-large':
        return 'This record is larger than a test may be (256 kB). No test was made. Choose a smaller one.';
      case 'too-many':
        return 'The mapping has 50 tests, as many as it may have. No test was made. Delete one that no longer tells anything.';
      case 'not-runnable':
        return `The mapping cannot be run yet, so there is nothing to expect. ${no.message}`;
    }
  },
} as const;
