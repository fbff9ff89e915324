import { sourceSchemas, type ActionStep, type FlowDocument, type FlowStep, type MapStep } from '@penstock/flow-model';
import type { MappingDocument, Suggestion } from '@penstock/mapping';
import { useCallback, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { fieldsOf } from '../../../../shared/forms/schema-fields';
import { actionOf } from '../../../../shared/lib/connector-catalog';
import { useNow } from '../../../../shared/lib/use-now';
import { isAcceptable } from '../../mapping/model/accept-suggestions';
import { sourcesOf } from '../../mapping/model/step-sources';
import { useSampleRecord } from '../../mapping/model/use-sample-record';
import { useEditor, useEditorState } from '../../model/editor-context';
import type { EditorState } from '../../model/editor-store';
import { keyOf } from './field-tree';
import { sourceFields } from './source-fields';
import { checkedMapping, derivedRows, type StudioModel } from './studio-model';
import { useSuggestions } from './use-suggestions';

/** Steps that have a mapping of their own. */
export type MappedStep = ActionStep | MapStep;

export const isMapped = (step: FlowStep | undefined): step is MappedStep =>
  step?.kind === 'action' || step?.kind === 'map';

export const mappingOf = (step: MappedStep): MappingDocument => (step.kind === 'action' ? step.input : step.mapping);

const withMapping = (step: MappedStep, mapping: MappingDocument): MappedStep =>
  step.kind === 'action' ? { ...step, input: mapping } : { ...step, mapping };

/** The mapping of a step with all that is shown of it; edits go through the editor's commands and history. */
export function useStudioModel(step: MappedStep): StudioModel {
  const { store, connectors } = useEditor();
  const record = useSampleRecord(useEditorState((state) => state.flowId));
  const now = useNow();
  const mapping = mappingOf(step);
  const schema = step.kind === 'action' ? (actionOf(connectors, step)?.inputSchema ?? null) : null;
  const fields = useMemo(() => (schema ? fieldsOf(schema) : null), [schema]);
  // The trees follow the rest of the flow, not the mapping that is being edited.
  const surroundings = useRestOfFlow(step.id);
  const { tree, sample } = useMemo(
    () => sourcesOf(step.id, { flow: surroundings, connectors, record }),
    [step.id, surroundings, connectors, record],
  );
  const schemas = useMemo(
    () => sourceSchemas({ document: surroundings, connectors })(step.id),
    [surroundings, connectors, step.id],
  );
  const sources = useMemo(() => sourceFields(tree), [tree]);
  const checked = useMemo(
    () => checkedMapping({ mapping, sample, sources: schemas, target: schema, now }),
    [mapping, sample, schemas, schema, now],
  );
  const suggestions = useSuggestions({ sources, fields });
  const open = useMemo(() => openSuggestions(mapping, suggestions.pairs), [mapping, suggestions.pairs]);
  const derived = useMemo(
    () => derivedRows({ mapping, fields, checked, sample, suggested: new Set(open.keys()) }),
    [mapping, fields, checked, sample, open],
  );
  const edit = useCallback(
    (next: MappingDocument, label: string, gesture?: string): void => {
      const current = store.getState().flow.steps[step.id];
      if (!isMapped(current) || next === mappingOf(current)) return;
      const command = { kind: 'update-step', step: withMapping(current, next) } as const;
      store.getState().execute({ kind: 'batch', label, commands: [command] }, gesture);
    },
    [store, step.id],
  );
  const undo = useCallback(() => store.getState().undo(), [store]);
  return useMemo(
    () => ({
      mapping,
      sources,
      sourceNodes: tree,
      fields,
      sample,
      schemas,
      schema,
      record: record === null ? 'sample' : 'run',
      suggestionOf: open,
      suggestions,
      edit,
      undo,
      ...checked,
      ...derived,
    }),
    [mapping, sources, tree, fields, sample, schemas, schema, record, open, suggestions, edit, undo, checked, derived],
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
