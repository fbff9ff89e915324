import { Button, Popover } from '@mantine/core';
import { explainStep } from '@penstock/flow-model';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from './strings';

/** What the step does, in sentences worked out from the flow itself; nobody is asked. */
export function ExplainStepButton({ stepId }: { readonly stepId: string }) {
  return (
    <Popover width={420} position="bottom-end" withArrow trapFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<IconInfoCircle size={15} />}>
          {strings.explain}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={strings.explanation}>
        <Sentences stepId={stepId} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** By itself, because it follows every edit while it is open. */
function Sentences({ stepId }: { readonly stepId: string }) {
  const { connectors } = useEditor();
  const flow = useEditorState((state) => state.flow);
  return (
    <div className="ps-explanation">
      <ul>
        {explainStep(flow, stepId, connectors).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="ps-meta">{strings.source}</p>
    </div>
  );
}
