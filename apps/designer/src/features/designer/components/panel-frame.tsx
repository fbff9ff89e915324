import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type DragEvent, type ReactNode } from 'react';
import { useEditor } from '../model/editor-context';
import { pathType } from '../samples/model/drop-source';
import { strings } from '../strings';

interface PanelFrameProps {
  readonly name: string;
  /** Where it is not the name. */
  readonly title?: string;
  readonly actions?: ReactNode;
  /** Beside the settings: the data that goes in, and the data that comes out. */
  readonly input?: ReactNode;
  readonly output?: ReactNode;
  /** A field was dragged onto the row of a setting. */
  onDropPath?(target: string, path: string): void;
  readonly children: ReactNode;
}

/** Slides over the right two thirds; with data beside the settings it takes the whole width. */
export function PanelFrame({ name, title = name, actions, input, output, onDropPath, children }: PanelFrameProps) {
  const { openStep } = useEditor();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => frame.current?.focus({ preventScroll: true }), []);
  const isWide = input !== undefined || output !== undefined;
  const drop = useDropOnRow(onDropPath);
  return (
    <aside
      ref={frame}
      tabIndex={-1}
      className={isWide ? 'ps-step-panel ps-step-panel--wide' : 'ps-step-panel'}
      aria-label={strings.panel(name)}
      onKeyDown={(event) => {
        // Menus and pickers stand in portals outside the frame: Escape closes them, not the panel.
        if (event.key === 'Escape' && frame.current?.contains(event.target as Node)) openStep(null);
      }}
    >
      <div className="ps-step-panel__head">
        <h2 className="ps-ellipsis">{title}</h2>
        <div className="ps-page__actions">
          {actions}
          <ActionIcon aria-label={strings.closePanel} onClick={() => openStep(null)}>
            <IconX size={18} />
          </ActionIcon>
        </div>
      </div>
      <div className="ps-step-panel__panes">
        {input}
        <div className="ps-step-panel__body" {...drop}>
          {children}
        </div>
        {output}
      </div>
    </aside>
  );
}

/** Rows of a mapping say what they make in `data-target`. */
function useDropOnRow(onDropPath: PanelFrameProps['onDropPath']) {
  const rowOf = ({ target }: DragEvent): string | undefined =>
    (target as Element).closest<HTMLElement>('[data-target]')?.dataset['target'];
  if (!onDropPath) return {};
  return {
    onDragOver: (event: DragEvent): void => {
      if (event.dataTransfer.types.includes(pathType) && rowOf(event) !== undefined) event.preventDefault();
    },
    onDrop: (event: DragEvent): void => {
      const target = rowOf(event);
      const path = event.dataTransfer.getData(pathType);
      if (target === undefined || path === '') return;
      event.preventDefault();
      onDropPath(target, path);
    },
  };
}
