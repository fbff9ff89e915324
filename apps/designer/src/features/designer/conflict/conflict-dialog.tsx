import { lazy, Suspense } from 'react';
import { useEditorState } from '../model/editor-context';

const ConflictChoice = lazy(() => import('./conflict-choice').then((module) => ({ default: module.ConflictChoice })));

/** Two people edited the same draft: one of them decides, nothing is overwritten silently. */
export function ConflictDialog() {
  const save = useEditorState((state) => state.save);
  return <Suspense fallback={null}>{save.kind === 'conflict' && <ConflictChoice theirs={save.theirs} />}</Suspense>;
}
