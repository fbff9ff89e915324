import { TRIGGER_ID } from '@penstock/flow-model';
import type { EditorState } from '../model/editor-store';
import { onlySelected } from '../model/selected';
import type { TestReach } from '../samples/model/test-request';
import { strings } from '../samples/strings';
import type { CommandContext, EditorCommand } from './editor-command';

const isNoStep = (state: EditorState): boolean => {
  const id = onlySelected(state);
  return id === null || id === TRIGGER_ID;
};

function test({ editor, test: start }: CommandContext, reach: TestReach): void {
  const stepId = onlySelected(editor.store.getState());
  if (stepId !== null) start({ stepId, reach });
}

export const testCommands: readonly EditorCommand[] = [
  { id: 'test-step', label: strings.testStep, group: 'Test', keys: ['T'], isOff: isNoStep, run: (context) => test(context, 'only') },
  { id: 'run-to-here', label: strings.runToHere, group: 'Test', keys: ['shift+T'], isOff: isNoStep, run: (context) => test(context, 'until') },
];
