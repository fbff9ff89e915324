import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useCommands } from '../commands/commands-context';
import { strings } from '../strings';
import { Palette } from './palette';

const Outline = lazy(() => import('../outline/components/outline').then((module) => ({ default: module.Outline })));

/** The list of steps to add, or the outline of the flow; a step's panel takes the place of the list. */
export function LeftPane({ hasPanel }: { readonly hasPanel: boolean }) {
  const { leftPane, showLeft } = useCommands();
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={strings.leftPane}
      value={leftPane === 'outline' ? 'outline' : 'palette'}
      onChange={(value) => showLeft(value as 'palette' | 'outline')}
      data={[
        { value: 'palette', label: strings.palette },
        { value: 'outline', label: strings.outline.title },
      ]}
    />
  );
  if (leftPane === 'outline') {
    return (
      <aside className="ps-palette ps-palette--outline" aria-label={strings.outline.title}>
        <div className="ps-palette__head">{choice}</div>
        <Suspense fallback={null}>
          <Outline hasPanel={hasPanel} />
        </Suspense>
      </aside>
    );
  }
  const isOpen = leftPane === 'palette' && !hasPanel;
  return <Palette isOpen={isOpen} choice={choice} onToggle={() => showLeft(isOpen ? 'none' : 'palette')} />;
}
