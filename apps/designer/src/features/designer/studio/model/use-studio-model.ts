import { sourceSchemas, type FlowDocument } from '@penstock/flow-model';
import type { MappingDocument, Suggestion } from '@penstock/mapping';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { fieldsOf } from '../../../../shared/forms/schema-fields';
import { actionOf } from '../../../../shared/lib/connector-catalog';
import { useMinute } from '../../../../shared/lib/use-now';
import { isAcceptable } from '../../mapping/model/accept-suggestions';
import { useEditor, useEditorState } from '../../model/editor-context';
import type { EditorState } from '../../model/editor-store';
import { keyOf } from './field-tree';
import { isMapped, mappingOf, withMapping, type MappedStep } from './mapped-step';
import { savedRecords } from './mapping-tests';
import { sourceFields } from './source-fields';
import { checkedMapping, derivedRows, type StudioModel } from './studio-model';
import type { StudioStore } from './studio-store';
import { useStudioRecords } from './use-studio-records';
import { withVariableSources } from './variable-sources';
import { useSuggestions } from './use-suggestions';

/** The mapping of a step with all that is shown of it; edits go through the editor's commands and history. */
export function useStudioModel(step: MappedStep, studio: StudioStore): StudioModel {
  const mapping = mappingOf(step);
  const now = useMinute();
  const around = useSurroundings(step, { studio, now });
  const { fields, schema, schemas, sample, sources } = around;
  const checked = useMemo(
    () => checkedMapping({ mapping, sample, sources: schemas, target: schema, now }),
    [mapping, sample, schemas, schema, now],
  );
  const suggestions = useSuggestions({ sources, fields });
  const suggestionOf = useMemo(() => openSuggestions(mapping, suggestions.pairs), [mapping, suggestions.pairs]);
  const derived = useMemo(
    () => derivedRows({ mapping, fields, checked, sample, suggested: new Set(suggestionOf.keys()) }),
    [mapping, fields, checked, sample, suggestionOf],
  );
  const edits = useEdits(step.id);
  return useMemo(
    () => ({ mapping, ...around, suggestionOf, suggestions, ...edits, ...checked, ...derived }),
    [mapping, around, suggestionOf, suggestions, edits, checked, derived],
  );
}

/** What the mapping takes from and what it has to fill; follows the rest of the flow, not the mapping that is edited. */
function useSurroundings(step: MappedStep, { studio, now }: { readonly studio: StudioStore; readonly now: number }) {
  const { connectors } = useEditor();
  const flowId = useEditorState((state) => state.flowId);
  const wanted = useStore(studio, (state) => state.recordId);
  const flow = useRestOfFlow(step.id);
  const schema = step.kind === 'action' ? (actionOf(connectors, step)?.inputSchema ?? null) : null;
  const fields = useMemo(() => (schema ? fieldsOf(schema) : null), [schema]);
  const { tests, vars, tables } = mappingOf(step);
  const saved = useMemo(() => savedRecords(tests), [tests]);
  const recorded = useStudioRecords({ flowId, stepId: step.id, flow, saved, wanted });
  const schemas = useMemo(() => sourceSchemas({ document: flow, connectors })(step.id), [flow, connectors, step.id]);
  const data = useMemo(
    () => withVariableSources(recorded.sources, { vars, tables, now }),
    [recorded.sources, vars, tables, now],
  );
  const sources = useMemo(() => sourceFields(data.tree), [data.tree]);
  return useMemo(
    () => ({
      fields,
      schema,
      schemas,
      sources,
      sourceNodes: data.tree,
      sample: data.sample,
      records: recorded.records,
      record: recorded.chosen,
    }),
    [fields, schema, schemas, sources, data, recorded],
  );
}

function useEdits(stepId: string): Pick<StudioModel, 'edit' | 'undo'> {
  const { store } = useEditor();
  return useMemo(
    () => ({
      edit: (next, label, gesture) => {
        const current = store.getState().flow.steps[stepId];
        if (!isMapped(current) || next === mappingOf(current)) return;
        const command = { kind: 'update-step', step: withMapping(current, next) } as const;
        store.getState().execute({ kind: 'batch', label, commands: [command] }, gesture);
      },
      undo: () => store.getState().undo(),
    }),
    [store, stepId],
  );
}

/** The flow as it was when it last differed in anything but this step: typing in its mapping leaves the trees alone. */
function useRestOfFlow(stepId: string): FlowDocument {
  const { store } = useEditor();
  const parts = useEditorState(
    useShallow(({ flow }: EditorState) => [
      flow.trigger,
      flow.edges,
      ...Object.values(flow.steps).filter(({ id }) => id !== stepId),
    ]),
  );
  return useMemo(() => ({ parts, flow: store.getState().flow }).flow, [store, parts]);
}

function openSuggestions(mapping: MappingDocument, pairs: readonly Suggestion[]): ReadonlyMap<string, Suggestion> {
  return new Map(pairs.filter((pair) => isAcceptable(mapping, pair)).map((pair) => [keyOf(pair.target), pair]));
}
