import { invariant } from '@penstock/kernel';
import { arrangeCommands } from './arrange-commands';
import { editCommands } from './edit-commands';
import type { EditorCommand } from './editor-command';
import { testCommands } from './test-commands';
import { viewCommands } from './view-commands';

/** Everything that can be done in the designer, in the order it is listed. */
export const editorCommands: readonly EditorCommand[] = [...editCommands, ...testCommands, ...arrangeCommands, ...viewCommands];

const byId = new Map(editorCommands.map((command) => [command.id, command]));

export function editorCommand(id: string): EditorCommand {
  const command = byId.get(id);
  invariant(command, `there is an editor command ${id}`);
  return command;
}
