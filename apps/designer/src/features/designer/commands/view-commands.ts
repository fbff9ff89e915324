import { FLOW_SETTINGS } from '../model/editor-context';
import { strings } from '../strings';
import type { EditorCommand } from './editor-command';

const words = strings.commands;

export const viewCommands: readonly EditorCommand[] = [
  { id: 'fit', label: strings.fit, group: 'View', keys: ['1'], run: ({ canvas }) => canvas.fit() },
  { id: 'zoom-in', label: words.zoomIn, group: 'View', keys: ['=', 'shift+[plus]'], run: ({ canvas }) => canvas.zoomIn() },
  { id: 'zoom-out', label: words.zoomOut, group: 'View', keys: ['-'], run: ({ canvas }) => canvas.zoomOut() },
  {
    id: 'reveal',
    label: words.reveal,
    group: 'View',
    keys: ['2'],
    isOff: ({ selection }) => selection.size === 0,
    run: ({ canvas, editor }) => canvas.reveal([...editor.store.getState().selection]),
  },
  { id: 'outline', label: words.outline, group: 'View', keys: ['O'], scope: 'page', run: ({ toggleOutline }) => toggleOutline() },
  { id: 'save', label: words.saveNow, group: 'Flow', keys: ['mod+S'], scope: 'page', run: ({ editor }) => void editor.autosave.saveNow() },
  { id: 'flow-settings', label: strings.flowSettings, group: 'Flow', run: ({ editor }) => editor.openStep(FLOW_SETTINGS) },
  { id: 'history', label: strings.history, group: 'Flow', run: ({ open }) => open('history') },
  { id: 'describe-flow', label: words.describeFlow, group: 'Flow', run: ({ open }) => open('describe-flow') },
  { id: 'dry-run', label: words.dryRun, group: 'Flow', run: ({ open }) => open('dry-run') },
];
