import { Button, Group, Modal, TextInput } from '@mantine/core';
import { canConnect, freshEdgeId, TRIGGER_ID, type FlowDocument } from '@penstock/flow-model';
import { useMemo, useState } from 'react';
import { exitsOf } from '../../../../shared/canvas/exits';
import { focusAtOnce } from '../../../../shared/ui/focus-at-once';
import { PickDialog } from '../../../../shared/ui/pick-dialog';
import { useCommands } from '../../commands/commands-context';
import { addFromPalette } from '../../model/add-from-palette';
import { useEditor, useEditorState } from '../../model/editor-context';
import { matchingEntries, paletteEntries } from '../../model/palette-entries';
import { onlySelected } from '../../model/selected';
import { strings } from '../../strings';

const words = strings.outline;

/** What commands ask before they act, on the canvas and in the outline alike. */
export function StepDialogs() {
  const { panel } = useCommands();
  if (panel === 'add-step') return <StepPicker />;
  if (panel === 'connect') return <ConnectDialog />;
  return panel === 'rename' ? <RenameDialog /> : null;
}

function StepPicker() {
  const { store, connectors } = useEditor();
  const { closePanel } = useCommands();
  const [search, setSearch] = useState('');
  const [insertion] = useState(() => store.getState().insertion);
  const entries = useMemo(() => paletteEntries(connectors), [connectors]);
  const options = matchingEntries(entries, search).map((entry) => ({
    entry,
    key: entry.key,
    group: entry.group,
    label: entry.title,
    detail: entry.movesMoney ? `${entry.summary} · ${strings.movesMoney}` : entry.summary,
  }));
  return (
    <PickDialog
      title={words.add}
      placeholder={words.addPlaceholder}
      nothing={strings.paletteEmpty}
      search={search}
      options={options}
      onSearch={setSearch}
      onPick={({ entry }) => addFromPalette({ ...store.getState(), insertion }, entry)}
      onClose={() => {
        closePanel();
        store.getState().chooseInsertion(null);
      }}
    />
  );
}

function ConnectDialog() {
  const { store } = useEditor();
  const { closePanel } = useCommands();
  const [search, setSearch] = useState('');
  const flow = useEditorState((state) => state.flow);
  const from = useEditorState(onlySelected);
  if (from === null) return null;
  const needle = search.trim().toLowerCase();
  const options = possibleLines(flow, from).filter(({ label }) => label.toLowerCase().includes(needle));
  return (
    <PickDialog
      title={words.connectTitle(flow.steps[from]?.name ?? flow.trigger.name)}
      placeholder={words.connectPlaceholder}
      nothing={words.connectNothing}
      search={search}
      options={options}
      onSearch={setSearch}
      onPick={({ port, to }) => store.getState().execute({ kind: 'connect', edge: { id: freshEdgeId(flow), from, port, to } })}
      onClose={closePanel}
    />
  );
}

function possibleLines(flow: FlowDocument, from: string) {
  return exitsOf(from === TRIGGER_ID ? undefined : flow.steps[from]).flatMap(({ port, label }) =>
    Object.values(flow.steps)
      .filter(({ id }) => canConnect(flow, { from, port, to: id }).allowed)
      .map(({ id, name }) => ({ key: `${port}:${id}`, group: words.via(label), label: name, port, to: id })),
  );
}

function RenameDialog() {
  const { store } = useEditor();
  const { closePanel } = useCommands();
  const flow = useEditorState((state) => state.flow);
  const id = useEditorState(onlySelected);
  const step = id === null ? undefined : flow.steps[id];
  const [name, setName] = useState(step?.name ?? flow.trigger.name);
  const rename = (): void => {
    const next = name.trim();
    closePanel();
    if (next === '') return;
    const { execute } = store.getState();
    if (step) execute({ kind: 'update-step', step: { ...step, name: next } });
    else execute({ kind: 'update-trigger', trigger: { ...flow.trigger, name: next } });
  };
  return (
    <Modal opened onClose={closePanel} title={words.renameTitle} size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <TextInput
          ref={focusAtOnce}
          data-autofocus
          label={strings.stepName}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit">{strings.commands.rename}</Button>
        </Group>
      </form>
    </Modal>
  );
}
