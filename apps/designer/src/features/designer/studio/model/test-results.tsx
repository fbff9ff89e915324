import { runMappingTests, type MappingTestResult } from '@penstock/mapping';
import { createContext, useContext, useDeferredValue, useMemo, type ReactNode } from 'react';
import { useStudioModel } from './studio-context';

const none: readonly MappingTestResult[] = [];
const TestResultsContext = createContext(none);

/** Runs the tests of the mapping whenever it changes, after the change itself is on the screen. */
export function TestResultsProvider({ children }: { readonly children: ReactNode }) {
  const { mapping } = useStudioModel();
  const settled = useDeferredValue(mapping);
  const results = useMemo(() => (settled.tests ? runMappingTests(settled) : none), [settled]);
  return <TestResultsContext.Provider value={results}>{children}</TestResultsContext.Provider>;
}

export const useTestResults = (): readonly MappingTestResult[] => useContext(TestResultsContext);
