/** Under these names a tab keeps what tests of steps were answered. */
export const testsKeyOf = (flowId: string): string => `penstock.tests.${flowId}`;

/** What remote systems answered one person is nobody else's who signs in in the same tab. */
export function forgetTests(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_none, at) => storage.key(at) ?? '');
  for (const key of keys) if (key.startsWith(testsKeyOf(''))) storage.removeItem(key);
}
