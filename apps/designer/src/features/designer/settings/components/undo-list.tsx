import { Button, Group, Input, Select } from '@mantine/core';
import { stepsInOrder, undoableSteps, type StepId } from '@penstock/flow-model';
import { useEditor, useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { RowButtons } from './row-buttons';

interface UndoListProps {
  readonly label: string;
  readonly description: string;
  /** Said when nothing there can be undone. */
  readonly impossible: string;
  /** The try whose body is undone; undefined: the top of the flow. */
  readonly within: StepId | undefined;
  readonly undo: readonly StepId[];
  readonly error?: string | undefined;
  onChange(undo: StepId[]): void;
}

/** Steps whose confirmed effects are undone, in their order; steps to add are offered in the order they run. */
export function UndoList({ label, description, impossible, within, undo, error, onChange }: UndoListProps) {
  const { connectors } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const possible = undoableSteps(flow, { within, connectors });
  const place = new Map(stepsInOrder(flow).map((id, index) => [id, index]));
  const open = possible
    .filter(({ id }) => !undo.includes(id))
    .sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  const nameOf = (id: StepId): string => flow.steps[id]?.name ?? id;
  if (possible.length === 0 && undo.length === 0) {
    return (
      <Input.Wrapper label={label} labelElement="div">
        <div className="ps-meta">{impossible}</div>
      </Input.Wrapper>
    );
  }
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error}>
      <ol className="ps-undo-list" aria-label={label}>
        {undo.map((id, index) => (
          <li key={id}>
            <span className="ps-ellipsis">
              {nameOf(id)}
              {!possible.some((step) => step.id === id) && (
                <span className="ps-undo-list__wrong"> {strings.cannotBeUndone}</span>
              )}
            </span>
            <RowButtons name={nameOf(id)} rows={undo} index={index} onChange={onChange} />
          </li>
        ))}
      </ol>
      {undo.length === 0 && <div className="ps-meta">{strings.undoNothing}</div>}
      {open.length > 0 && (
        <Group gap={8} mt={6}>
          <Select
            aria-label={strings.undoAdd}
            placeholder={strings.undoAdd}
            w={260}
            data={open.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => id !== null && onChange([...undo, id])}
          />
          {open.length > 1 && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => onChange([...[...open].reverse().map(({ id }) => id), ...undo])}
            >
              {strings.undoAll}
            </Button>
          )}
        </Group>
      )}
    </Input.Wrapper>
  );
}
