import { lazy, Suspense } from 'react';
import { useCommands } from '../commands/commands-context';
import { strings } from '../strings';
import { Palette } from './palette';

const Outline = lazy(() => import('../outline/components/outline').then((module) => ({ default: module.Outline })));

/** The list of steps to add, or the outline of the flow; a step's panel takes the place of the list. */
export function LeftPane({ hasPanel }: { readonly hasPanel: boolean }) {
  const { leftPane, showLeft } = useCommands();
  const choice = (
    <div className="ps-segments" role="group" aria-label={strings.leftPane}>
      <Segment label={strings.palette} isShown={leftPane !== 'outline'} onShow={() => showLeft('palette')} />
      <Segment label={strings.outline.title} isShown={leftPane === 'outline'} onShow={() => showLeft('outline')} />
    </div>
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

interface SegmentProps {
  readonly label: string;
  readonly isShown: boolean;
  onShow(): void;
}

/** Two words do not need the kit's control, which would be loaded with every flow for these alone. */
const Segment = ({ label, isShown, onShow }: SegmentProps) => (
  <button type="button" aria-pressed={isShown} onClick={onShow}>
    {label}
  </button>
);
