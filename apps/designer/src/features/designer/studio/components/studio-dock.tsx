import { ActionIcon } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useMinute } from '../../../../shared/lib/use-now';
import { outputDifferences } from '../model/output-differences';
import { useStudio, useStudioState } from '../model/studio-context';
import type { DockTab } from '../model/studio-store';
import { useTestResults } from '../model/test-results';
import { strings } from '../strings';
import { DiffTab } from './diff-tab';
import { PreviewTab } from './preview-tab';
import { ProblemsTab } from './problems-tab';
import { SuggestionsTab } from './suggestions-tab';
import { TestsTab } from './tests-tab';
import { VariablesTab } from './variables-tab';

const tabs: readonly DockTab[] = ['preview', 'problems', 'suggestions', 'tests', 'variables', 'diff'];

/** Preview, problems, suggestions and differences, below the trees. */
export function StudioDock() {
  const { model, store } = useStudio();
  const { mapping, records, problems, suggestionOf } = model;
  const dock = useStudioState((state) => state.dock);
  const tests = useTestResults();
  const now = useMinute();
  const [before] = useState(mapping);
  const after = useDeferredValue(mapping);
  const differences = useMemo(() => outputDifferences(before, after, { records, now }), [before, after, records, now]);
  const counts: Readonly<Record<DockTab, number>> = {
    preview: 0,
    problems: problems.length,
    suggestions: suggestionOf.size,
    tests: tests.length,
    variables: mapping.vars?.length ?? 0,
    diff: differences.length,
  };
  return (
    <section className="ps-dock" aria-label={strings.dock}>
      <div className="ps-dock__bar">
        <div className="ps-dock__tabs" role="tablist" aria-label={strings.dock}>
          {tabs.map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`dock-${tab}`}
              aria-selected={dock === tab}
              {...(dock === tab && { 'aria-controls': 'dock-panel' })}
              className={dock === tab ? 'ps-dock__tab ps-dock__tab--open' : 'ps-dock__tab'}
              onClick={() => store.getState().set({ dock: dock === tab ? null : tab })}
            >
              {strings.tabs[tab]}
              {counts[tab] > 0 && <b>{counts[tab]}</b>}
            </button>
          ))}
        </div>
        {dock !== null && (
          <ActionIcon aria-label={strings.closeDock} onClick={() => store.getState().set({ dock: null })}>
            <IconChevronDown size={16} />
          </ActionIcon>
        )}
      </div>
      {dock !== null && (
        <div className="ps-dock__panel" role="tabpanel" id="dock-panel" aria-labelledby={`dock-${dock}`} tabIndex={0}>
          {dock === 'preview' && <PreviewTab />}
          {dock === 'problems' && <ProblemsTab />}
          {dock === 'suggestions' && <SuggestionsTab />}
          {dock === 'tests' && <TestsTab />}
          {dock === 'variables' && <VariablesTab />}
          {dock === 'diff' && <DiffTab differences={differences} recordCount={records.length} />}
        </div>
      )}
    </section>
  );
}
