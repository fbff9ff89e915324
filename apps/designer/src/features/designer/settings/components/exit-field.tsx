import { Select } from '@mantine/core';
import type { Port, StepId } from '@penstock/flow-model';
import { useMemo } from 'react';
import { useEditor, useEditorState } from '../../model/editor-context';
import { leadTo, possibleTargets, targetsOf } from '../model/exit-targets';
import { strings } from '../strings';

interface ExitFieldProps {
  readonly from: StepId;
  readonly port: Port;
  readonly label?: string;
  /** Beside the label, for screen readers: whose exit it is. */
  readonly name?: string;
  readonly description?: string;
  readonly error?: string | undefined;
  /** What happens when nothing is connected. */
  readonly none?: string;
}

const nowhere = '';

/** Which step an exit leads to: the same line that is drawn on the canvas, for the keyboard. */
export function ExitField({
  from,
  port,
  label = strings.then,
  name,
  description,
  error,
  none = strings.nothingYet,
}: ExitFieldProps) {
  const { store } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const exit = useMemo(() => ({ from, port }), [from, port]);
  const possible = useMemo(() => possibleTargets(flow, exit), [flow, exit]);
  const targets = targetsOf(flow, exit);
  const [target] = targets;
  if (targets.length > 1) {
    return (
      <div>
        <div className="ps-settings__label">{label}</div>
        {strings.severalFollow(targets.map((step) => step.name))}
      </div>
    );
  }
  return (
    <Select
      label={label}
      {...(name !== undefined && { 'aria-label': `${label}: ${name}` })}
      {...(description !== undefined && { description })}
      {...(error !== undefined && { error })}
      allowDeselect={false}
      data={[{ value: nowhere, label: none }, ...possible.map((step) => ({ value: step.id, label: step.name }))]}
      value={target?.id ?? nowhere}
      onChange={(to) => store.getState().execute(leadTo(flow, exit, to === nowhere ? null : to))}
    />
  );
}
