import { notifications } from '@mantine/notifications';
import type { Connection, EdgeChange, FinalConnectionState } from '@xyflow/react';
import { useMemo } from 'react';
import type { CanvasEdge, CanvasNode } from '../../../shared/canvas/flow-to-canvas';
import { strings } from '../strings';
import { connectCommand, connectionVerdict, selectionAfter } from './canvas-changes-to-commands';
import { useEditor } from './editor-context';

/**
 * What the canvas reports, beside moves. The same functions for as long as the editor: React Flow tells everything on
 * the canvas about new ones, which would be with every key that is pressed.
 */
export function useCanvasHandlers() {
  const { store, openStep } = useEditor();
  return useMemo(() => {
    const verdictOf = (connection: Connection | CanvasEdge) => connectionVerdict(store.getState().flow, connection);
    return {
      onEdgesChange: (changes: EdgeChange<CanvasEdge>[]): void => {
        const selection = selectionAfter(store.getState().selection, changes);
        if (selection) store.getState().select(selection);
      },
      isValidConnection: (connection: Connection | CanvasEdge): boolean => verdictOf(connection).allowed,
      onConnect: (connection: Connection): void =>
        store.getState().execute(connectCommand(store.getState().flow, connection)),
      onConnectEnd: (_event: unknown, state: FinalConnectionState): void => explainRefusal(state, verdictOf),
      onNodeDoubleClick: (_event: unknown, node: CanvasNode): void => {
        if (node.type === 'editable-step') openStep(node.id);
      },
    };
  }, [store, openStep]);
}

function explainRefusal(
  state: FinalConnectionState,
  verdictOf: (connection: Connection) => ReturnType<typeof connectionVerdict>,
): void {
  const { fromNode, fromHandle, toNode, isValid } = state;
  if (isValid !== false || !fromNode || !toNode) return;
  const isForward = fromHandle?.type === 'source';
  const verdict = verdictOf({
    source: isForward ? fromNode.id : toNode.id,
    sourceHandle: (isForward ? fromHandle.id : state.toHandle?.id) ?? null,
    target: isForward ? toNode.id : fromNode.id,
    targetHandle: null,
  });
  if (!verdict.allowed) notifications.show({ title: strings.refused, message: verdict.reason, color: 'yellow' });
}
