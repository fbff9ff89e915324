import { useMemo } from 'react';
import { problemsOfWhole } from '../../model/count-problems';
import { useEditorState } from '../../model/editor-context';

/** What is wrong with a step as a whole, above its settings; problems of one field stand beside it. */
export function StepProblems({ stepId }: { readonly stepId: string }) {
  const all = useEditorState((state) => state.problems);
  const problems = useMemo(() => problemsOfWhole(all, stepId), [all, stepId]);
  if (problems.length === 0) return null;
  return (
    <div className="ps-notice ps-notice--attention ps-step-problems" role="status">
      {problems.map(({ code, message, fix }, index) => (
        <div key={`${code}-${index}`}>
          {message} {fix}
        </div>
      ))}
    </div>
  );
}
