import { Select } from '@mantine/core';
import { containersFor, linesCutByMove, moveInto, type FlowStep, type StepId } from '@penstock/flow-model';
import { useEditor, useEditorState } from '../../model/editor-context';
import { tellCutLines } from '../../model/tell-cut-lines';
import { strings } from '../strings';

const top = '';

/** Moves a step into a loop or a try, or out to the top: what dragging does, for the keyboard. */
export function ContainerField({ step }: { readonly step: FlowStep }) {
  const { store } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const containers = containersFor(flow, step.id);
  if (containers.length === 0) return null;
  const move = (container: StepId | undefined): void => {
    store.getState().execute(moveInto(flow, step.id, container));
    tellCutLines(flow, linesCutByMove(flow, [step.id], container));
  };
  return (
    <Select
      label={strings.standsIn}
      w={220}
      allowDeselect={false}
      data={[{ value: top, label: strings.top }, ...containers.map(({ id, name }) => ({ value: id, label: name }))]}
      value={step.parent ?? top}
      onChange={(id) => move(id === top || id === null ? undefined : id)}
    />
  );
}
