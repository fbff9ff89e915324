import { IconArrowsRightLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEditorState } from '../../model/editor-context';
import { strings } from '../strings';

/** From a step's panel to the studio of its mapping. */
export function OpenStudioLink({ stepId }: { readonly stepId: string }) {
  const flowId = useEditorState((state) => state.flowId);
  return (
    <Link className="ps-open-studio" to="/flows/$flowId/steps/$stepId/mapping" params={{ flowId, stepId }} search={{}}>
      <IconArrowsRightLeft size={15} stroke={1.75} aria-hidden />
      {strings.open}
    </Link>
  );
}
