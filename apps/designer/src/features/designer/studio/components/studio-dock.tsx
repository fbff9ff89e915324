import { ActionIcon } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useStudio, useStudioState } from '../model/studio-context';
import type { DockTab } from '../model/studio-store';
import { strings } from '../strings';
import { ProblemsTab } from './problems-tab';

const tabs: readonly DockTab[] = ['preview', 'problems', 'suggestions', 'diff'];

/** Preview, problems, suggestions and differences, below the trees. */
export function StudioDock() {
  const { store } = useStudio();
  const dock = useStudioState((state) => state.dock);
  return (
    <section className="ps-dock" aria-label={strings.dock}>
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
          </button>
        ))}
        {dock !== null && (
          <ActionIcon
            className="ps-dock__close"
            aria-label={strings.closeDock}
            onClick={() => store.getState().set({ dock: null })}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        )}
      </div>
      {dock !== null && (
        <div className="ps-dock__panel" role="tabpanel" id="dock-panel" aria-labelledby={`dock-${dock}`} tabIndex={0}>
          {dock === 'problems' && <ProblemsTab />}
        </div>
      )}
    </section>
  );
}
