import type { NodeProps } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import type { GroupNode, NoteNode } from './annotations-to-canvas';

/** A tinted area behind steps. Only its name takes the pointer. */
export function GroupArea({ data: { group }, selected, title }: GroupAreaProps) {
  return (
    <div className={`ps-group ps-group--${group.tint}${selected ? ' ps-group--selected' : ''}`}>
      <div className="ps-group__title">{title ?? <span title={group.name}>{group.name}</span>}</div>
    </div>
  );
}

interface GroupAreaProps extends Pick<NodeProps<GroupNode>, 'data' | 'selected'> {
  /** In place of the plain name, e.g. while it is changed. */
  readonly title?: ReactNode;
}

/** A sheet of plain paper. */
export function NotePaper({ selected, children }: { readonly selected: boolean; readonly children: ReactNode }) {
  return <div className={`ps-note${selected ? ' ps-note--selected' : ''}`}>{children}</div>;
}

export const ReadonlyGroup = memo(function ReadonlyGroup({ data, selected }: NodeProps<GroupNode>) {
  return <GroupArea data={data} selected={selected} />;
});

export const ReadonlyNote = memo(function ReadonlyNote({ data, selected }: NodeProps<NoteNode>) {
  return (
    <NotePaper selected={selected}>
      <p>{data.note.text}</p>
    </NotePaper>
  );
});
