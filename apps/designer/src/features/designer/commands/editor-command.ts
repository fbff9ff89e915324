import type { Point } from '@penstock/flow-model';
import type { Editor } from '../model/editor-context';
import type { EditorState } from '../model/editor-store';
import type { StepTestAsk } from '../samples/model/test-request';

/** The part of the canvas that commands need; knows nothing of React Flow. */
export interface CanvasView {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Shows these cards, without changing the zoom more than needed. */
  reveal(stepIds: readonly string[]): void;
  /** In canvas coordinates: where the pointer is, else the middle of what can be seen. */
  target(): Point;
}

/** What opens beside the canvas. */
export type DesignerPanel = 'history' | 'dry-run' | 'describe-flow' | 'add-step' | 'connect' | 'rename';
export type LeftPane = 'palette' | 'outline' | 'none';

export interface CommandContext {
  readonly editor: Editor;
  readonly canvas: CanvasView;
  open(panel: DesignerPanel): void;
  /** Tests the step, alone or with the way to it. */
  test(ask: StepTestAsk): void;
  /** Shows the other of the two on the left, or what was hidden. */
  toggleOutline(): void;
}

export type CommandScope = 'page' | 'canvas' | 'outline';
export type CommandGroup = 'Edit' | 'Test' | 'Arrange' | 'View' | 'Flow';

/** Something a person can do, by key, from a toolbar, or from the command palette: one place for its words and its rule. */
export interface EditorCommand {
  readonly id: string;
  readonly label: string;
  readonly group: CommandGroup;
  /** As `@mantine/hooks` writes them: `mod+shift+Z`. Several keys may do the same. */
  readonly keys?: readonly string[];
  /** `page`: wherever the focus is, text fields left out. `canvas` (default): on the canvas and in the outline. */
  readonly scope?: CommandScope;
  isOff?(state: EditorState): boolean;
  run(context: CommandContext): void;
}
