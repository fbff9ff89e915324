import { Button } from '@mantine/core';
import { strings } from '../strings';

/** What happened beside what was asked for, and the way back. */
export function UndoToast({ told, onUndo }: { readonly told: string; onUndo(): void }) {
  return (
    <span className="ps-studio__toast">
      {told}
      <Button variant="subtle" size="compact-xs" onClick={onUndo}>
        {strings.undo}
      </Button>
    </span>
  );
}
