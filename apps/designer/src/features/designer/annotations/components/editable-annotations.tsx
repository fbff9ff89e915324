import { NodeResizer, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef, useState } from 'react';
import { GroupArea, NotePaper } from '../../../../shared/canvas/annotation-parts';
import type { GroupNode, NoteNode } from '../../../../shared/canvas/annotations-to-canvas';
import { useEditor } from '../../model/editor-context';
import { strings } from '../../strings';

/** Paper that can be written on: double click, or Enter while it has the focus. */
export const EditableNote = memo(function EditableNote({ data: { note }, selected }: NodeProps<NoteNode>) {
  const { store } = useEditor();
  const [text, setText] = useState<string | null>(note.text === '' ? '' : null);
  const box = useRef<HTMLTextAreaElement>(null);
  const isWriting = text !== null;
  useEffect(() => {
    if (isWriting) box.current?.focus({ preventScroll: true });
  }, [isWriting]);
  const commit = (): void => {
    if (text !== null && text !== note.text) store.getState().execute({ kind: 'put-note', note: { ...note, text } });
    setText(null);
  };
  return (
    <NotePaper selected={selected}>
      <NodeResizer isVisible={selected} minWidth={120} minHeight={60} maxWidth={1200} maxHeight={1200} />
      {isWriting ? (
        <textarea
          ref={box}
          className="nodrag nowheel"
          aria-label={strings.noteText}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      ) : (
        <p onDoubleClick={() => setText(note.text)}>{note.text === '' ? strings.noteEmpty : note.text}</p>
      )}
    </NotePaper>
  );
});

/** Its name is changed in place: double click. */
export const EditableGroup = memo(function EditableGroup({ data, selected }: NodeProps<GroupNode>) {
  const { group } = data;
  const { store } = useEditor();
  const [name, setName] = useState<string | null>(null);
  const commit = (): void => {
    const next = name?.trim() ?? '';
    if (next !== '' && next !== group.name) store.getState().execute({ kind: 'put-group', group: { ...group, name: next } });
    setName(null);
  };
  return (
    <GroupArea
      data={data}
      selected={selected}
      title={
        name === null ? (
          <span title={group.name} onDoubleClick={() => setName(group.name)}>
            {group.name}
          </span>
        ) : (
          <input
            autoFocus
            className="nodrag"
            aria-label={strings.groupName}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={commit}
            onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
          />
        )
      }
    />
  );
});
