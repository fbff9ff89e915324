import { invariant } from '@penstock/kernel';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useEditor } from '../model/editor-context';
import { useStartTest } from '../samples/model/step-tests';
import type { CanvasView, CommandContext, DesignerPanel, LeftPane } from './editor-command';

interface Commands extends CommandContext {
  readonly panel: DesignerPanel | null;
  closePanel(): void;
  readonly leftPane: LeftPane;
  showLeft(pane: LeftPane): void;
}

const CommandsContext = createContext<Commands | null>(null);

export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  invariant(commands, 'designer commands are used inside CommandsProvider');
  return commands;
}

/** What commands act on: the editor, the canvas as it is seen, and what stands open beside it. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const editor = useEditor();
  const canvas = useCanvasView();
  const test = useStartTest();
  const [panel, setPanel] = useState<DesignerPanel | null>(null);
  const [leftPane, showLeft] = useState<LeftPane>('palette');
  const commands = useMemo<Commands>(
    () => ({
      editor,
      canvas,
      panel,
      // The same command closes what it opened.
      open: (next) => setPanel((shown) => (shown === next ? null : next)),
      closePanel: () => setPanel(null),
      test: (ask) => void test(ask),
      leftPane,
      showLeft,
      toggleOutline: () => showLeft((shown) => (shown === 'outline' ? 'palette' : 'outline')),
    }),
    [editor, canvas, test, panel, leftPane],
  );
  return <CommandsContext.Provider value={commands}>{children}</CommandsContext.Provider>;
}

const glideMs = 160;

function useCanvasView(): CanvasView {
  const { fitView, zoomIn, zoomOut, screenToFlowPosition } = useReactFlow();
  const canvas = useStoreApi();
  const pointer = usePointer();
  return useMemo(
    () => ({
      fit: () => void fitView({ padding: 0.08, maxZoom: 1, duration: glideMs }),
      zoomIn: () => void zoomIn({ duration: glideMs }),
      zoomOut: () => void zoomOut({ duration: glideMs }),
      reveal: (ids) => void fitView({ nodes: ids.map((id) => ({ id })), padding: 0.3, maxZoom: 1, duration: glideMs }),
      target: () => {
        const box = canvas.getState().domNode?.getBoundingClientRect() ?? new DOMRect();
        const { x, y } = pointer.current;
        const isOver = x > box.left && x < box.right && y > box.top && y < box.bottom;
        const at = isOver ? { x, y } : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        const { x: flowX, y: flowY } = screenToFlowPosition(at);
        return { x: Math.round(flowX), y: Math.round(flowY) };
      },
    }),
    [fitView, zoomIn, zoomOut, screenToFlowPosition, canvas, pointer],
  );
}

/** Where the pointer was last, in window coordinates; far away before it has moved. */
function usePointer() {
  const pointer = useRef({ x: -1, y: -1 });
  useEffect(() => {
    const follow = ({ clientX, clientY }: PointerEvent): void => void (pointer.current = { x: clientX, y: clientY });
    window.addEventListener('pointermove', follow, { passive: true });
    return () => window.removeEventListener('pointermove', follow);
  }, []);
  return pointer;
}
