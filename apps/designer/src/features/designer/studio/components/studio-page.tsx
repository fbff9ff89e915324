import { useEffect, useMemo, useState } from 'react';
import { EmptyState } from '../../../../shared/ui/notices';
import { ConflictDialog } from '../../conflict/conflict-dialog';
import { StepChoices } from '../../components/step-choices';
import { actionOf, connectorOf } from '../../../../shared/lib/connector-catalog';
import { MappingContext } from '../../mapping/model/mapping-context';
import { useEditor, useEditorState } from '../../model/editor-context';
import { isMapped, type MappedStep } from '../model/mapped-step';
import { StudioContext, useStudioState, type Studio } from '../model/studio-context';
import { createStudioStore } from '../model/studio-store';
import { TestResultsProvider } from '../model/test-results';
import { createTreeViewport } from '../model/tree-viewport';
import { useStudioModel } from '../model/use-studio-model';
import { strings } from '../strings';
import { DetailPanel } from './detail-panel';
import { PasteColumnsDialog } from './paste-columns-dialog';
import { QuestionDialog } from './question-dialog';
import { StudioDock } from './studio-dock';
import { StudioHeader } from './studio-header';
import { StudioTable } from './studio-table';
import { StudioTrees } from './studio-trees';

interface StudioPageProps {
  readonly stepId: string;
  /** The target the address points to. */
  readonly field: string | null;
  onField(target: string | null): void;
}

/** The mapping studio of one step, over the whole page. */
export function StudioPage({ stepId, field, onField }: StudioPageProps) {
  const step = useEditorState((state) => state.flow.steps[stepId]);
  if (!isMapped(step)) return <EmptyState title={strings.noMapping}>{strings.noMappingHelp}</EmptyState>;
  return <OpenStudio key={stepId} step={step} field={field} onField={onField} />;
}

interface OpenStudioProps extends Omit<StudioPageProps, 'stepId'> {
  readonly step: MappedStep;
}

function OpenStudio({ step, field, onField }: OpenStudioProps) {
  const { connectors } = useEditor();
  const [store] = useState(() => createStudioStore(field));
  const [viewports] = useState(() => ({ source: createTreeViewport(), target: createTreeViewport() }));
  const model = useStudioModel(step, store);
  const studio = useMemo<Studio>(() => ({ model, store, viewports }), [model, store, viewports]);
  const surroundings = useMemo(
    () => ({
      tree: model.sourceNodes,
      sample: model.sample,
      tables: model.mapping.tables,
      onTables: (tables: typeof model.mapping.tables) =>
        model.edit({ ...model.mapping, tables }, strings.tablesLabel, 'tables'),
    }),
    [model],
  );
  const connector = step.kind === 'action' ? connectorOf(connectors, step.connector) : undefined;
  const action = step.kind === 'action' ? actionOf(connectors, step) : undefined;
  return (
    <StudioContext.Provider value={studio}>
      <MappingContext.Provider value={surroundings}>
        <TestResultsProvider>
          <div className="ps-studio" role="region" aria-label={strings.studio(step.name)}>
            <StudioHeader
              stepId={step.id}
              stepName={step.name}
              does={connector && action ? `${connector.title} · ${action.title}` : null}
            />
            <div className="ps-studio__work">
              <View step={step} />
              {step.kind === 'action' ? (
                <StepChoices step={step}>
                  <DetailPanel />
                </StepChoices>
              ) : (
                <DetailPanel />
              )}
            </div>
            <StudioDock />
            <Announcements />
            <AddressFollows onField={onField} />
            <QuestionDialog />
            <PasteColumnsDialog />
            <ConflictDialog />
          </div>
        </TestResultsProvider>
      </MappingContext.Provider>
    </StudioContext.Provider>
  );
}

function View({ step }: { readonly step: MappedStep }) {
  const view = useStudioState((state) => state.view);
  return view === 'lines' ? <StudioTrees step={step} /> : <StudioTable stepName={step.name} />;
}

function Announcements() {
  const said = useStudioState((state) => state.said);
  return (
    <div className="ps-visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}

/** The active target is part of the address: a field of a mapping can be pointed at. */
function AddressFollows({ onField }: { onField(target: string | null): void }) {
  const active = useStudioState((state) => state.active.target);
  useEffect(() => onField(active), [active, onField]);
  return null;
}
