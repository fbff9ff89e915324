import type { StepId } from '@penstock/flow-model';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEditorState } from '../../model/editor-context';
import { keyOf } from '../model/field-tree';
import { isMapped } from '../model/mapped-step';
import { strings } from '../strings';

interface OpenFieldLinkProps {
  readonly stepId: StepId;
  /** Path of the target. */
  readonly field: string;
}

/** To a field of a mapping, in the studio; nothing for steps that have no mapping. */
export function OpenFieldLink({ stepId, field }: OpenFieldLinkProps) {
  const flowId = useEditorState((state) => state.flowId);
  const step = useEditorState(({ flow }) => flow.steps[stepId]);
  if (!isMapped(step)) return null;
  return (
    <Link
      className="ps-open-field"
      to="/flows/$flowId/steps/$stepId/mapping"
      params={{ flowId, stepId }}
      search={{ target: keyOf(field) }}
      aria-label={strings.openField(field)}
      title={strings.openField(field)}
    >
      <IconArrowsRightLeft size={15} stroke={1.75} aria-hidden />
    </Link>
  );
}
