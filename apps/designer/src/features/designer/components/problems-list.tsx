import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { TRIGGER_ID } from '@penstock/flow-model';
import { FLOW_SETTINGS, useEditor, useEditorState } from '../model/editor-context';
import type { DraftProblem } from '../model/editor-store';
import { OpenFieldLink } from '../studio/components/open-field-link';
import { strings } from '../strings';

/** What keeps the flow from being deployed; a click opens the place to mend it. */
export function ProblemsList({ problems }: { readonly problems: readonly DraftProblem[] }) {
  if (problems.length === 0) return <p className="ps-problems__none">{strings.noProblems}</p>;
  return (
    <div className="ps-problems">
      <h2>{strings.problemsTitle}</h2>
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>
            <ProblemRow problem={problem} />
            {problem.stepId !== undefined && problem.field !== undefined && (
              <OpenFieldLink stepId={problem.stepId} field={problem.field} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProblemRow({ problem }: { readonly problem: DraftProblem }) {
  const { store, openStep } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const { stepId, field, message, fix, severity } = problem;
  const SeverityIcon = severity === 'error' ? IconAlertTriangle : IconInfoCircle;
  const place =
    stepId === undefined ? flow.name : stepId === TRIGGER_ID ? flow.trigger.name : (flow.steps[stepId]?.name ?? stepId);
  const open = (): void => {
    if (stepId === undefined) {
      if (field !== undefined) openStep(FLOW_SETTINGS, field);
      return;
    }
    store.getState().select([stepId]);
    openStep(stepId, field);
  };
  return (
    <button type="button" className="ps-problems__row" onClick={open}>
      <SeverityIcon
        size={16}
        aria-hidden
        className={severity === 'error' ? 'ps-status--failed' : 'ps-status--attention'}
      />
      <span>
        <span className="ps-problems__place">
          {place}
          {field !== undefined && <span className="ps-mono"> · {field}</span>}
        </span>
        <span>{message}</span>
        {fix !== undefined && <span className="ps-meta">{fix}</span>}
      </span>
    </button>
  );
}
