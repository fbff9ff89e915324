import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Draft } from '@penstock/contracts';
import { notifications } from '@mantine/notifications';
import { emptyHistory } from '@penstock/flow-model';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { canonicalFlow } from '../model/canonical-flow';
import { startAutosave } from '../model/draft-autosave';
import { draftBackup, readBackup } from '../model/draft-backup';
import { EditorContext, type Editor } from '../model/editor-context';
import { keepHistory, readHistory } from '../model/history-backup';
import { createEditorStore, type EditorStore } from '../model/editor-store';
import { tabIdOf } from '../model/tab-id';
import { PresenceProvider } from '../presence/presence-context';
import { createSampleStore } from '../samples/model/sample-store';
import { SamplesContext } from '../samples/model/samples-context';
import { strings } from '../strings';
import { EditorLayout } from './editor-layout';

interface FlowEditorProps {
  readonly draft: Draft;
  readonly connectors: readonly ConnectorDescriptor[];
  readonly openStepId: string | null;
  readonly openField: string | null;
  onOpenStep(stepId: string | null, field?: string): void;
  /** The past run that the address names. */
  readonly shownRunId: string | null;
  /** The step whose settings or mapping are open, for others to see. */
  readonly presentAt: string | null;
  onShowRun(runId: string | null): void;
  /** In place of the canvas: the mapping studio, on the same document and history. */
  readonly children?: ReactNode;
}

const autosaveDelayMs = 700;
const storage = { local: localStorage, tab: sessionStorage };

/** An open editor: one store, one autosave, for as long as the page shows this flow. */
export function FlowEditor({ draft, connectors, openStepId, openField, onOpenStep, shownRunId, presentAt, onShowRun, children }: FlowEditorProps) {
  const api = useApi();
  const [store] = useState(() => openEditor(draft));
  const [samples] = useState(() => createSampleStore(draft.flowId, { pins: localStorage, tests: sessionStorage }));
  const [autosave] = useState(() =>
    startAutosave({
      store,
      save: (request) => api.flows.saveDraft(draft.flowId, request),
      backup: draftBackup(draft.flowId, storage),
      delayMs: autosaveDelayMs,
    }),
  );
  useEffect(() => () => void autosave.saveNow(), [autosave]);
  useEffect(() => {
    const send = (): void => void autosave.saveNow();
    window.addEventListener('online', send);
    return () => window.removeEventListener('online', send);
  }, [autosave]);
  useEffect(() => keepHistory(store, localStorage), [store]);
  useEffect(() => {
    // A closed or reloaded page runs no clean-up: what was typed a moment ago is kept here.
    const keep = (): void => keepHistory(store, localStorage)();
    window.addEventListener('pagehide', keep);
    return () => window.removeEventListener('pagehide', keep);
  }, [store]);
  const editor = useMemo<Editor>(
    () => ({ store, autosave, connectors, openStep: onOpenStep }),
    [store, autosave, connectors, onOpenStep],
  );
  return (
    <EditorContext.Provider value={editor}>
      <SamplesContext.Provider value={samples}>
        <PresenceProvider flowId={draft.flowId} tabId={tabIdOf(sessionStorage)} stepId={presentAt}>
          {children ?? (
            <ReactFlowProvider>
              <EditorLayout openStepId={openStepId} openField={openField} shownRunId={shownRunId} onShowRun={onShowRun} />
            </ReactFlowProvider>
          )}
        </PresenceProvider>
      </SamplesContext.Provider>
    </EditorContext.Provider>
  );
}

function openEditor(draft: Draft): EditorStore {
  const work = readBackup(draft.flowId, storage);
  const unsaved = work !== null && canonicalFlow(draft.document) !== canonicalFlow(work.document) ? work : undefined;
  // What is stored already would meet a later edit of somebody else as a conflict.
  if (work && !unsaved) draftBackup(draft.flowId, storage).drop();
  const history = readHistory(draft.flowId, unsaved?.document ?? draft.document, localStorage) ?? emptyHistory;
  if (unsaved) notifications.show({ message: strings.restored });
  return createEditorStore(draft, { history, ...(unsaved && { unsaved }) });
}
