import { Button } from '@mantine/core';
import { problemOf } from '../../../shared/lib/problem-of';
import { isWorthAnotherTry } from '../model/draft-autosave';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';

/** Says that edits are in this browser only, and what becomes of them; stays until they are stored. */
export function NotSavedBanner() {
  const { autosave } = useEditor();
  const failure = useEditorState((state) => state.lastFailure);
  if (failure === null) return null;
  return (
    <div className="ps-notice ps-notice--attention ps-not-saved" role="alert">
      <div>
        <strong>{strings.keptHere}</strong> {isWorthAnotherTry(failure) ? strings.keptHereOffline : strings.keptHereRefused(problemOf(failure).detail)}
      </div>
      <Button variant="default" size="compact-xs" onClick={() => void autosave.saveNow()}>
        {strings.saveAgain}
      </Button>
    </div>
  );
}
