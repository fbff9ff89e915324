import { Radio, Switch } from '@mantine/core';
import { slugOf, TRIGGER_ID, type FlowSettings, type Lane } from '@penstock/flow-model';
import { useMemo } from 'react';
import { MappingContext } from '../../mapping/model/mapping-context';
import { sourcesOf } from '../../mapping/model/step-sources';
import { useSampleRecord } from '../../mapping/model/use-sample-record';
import { shownValue, valueOf } from '../../mapping/model/sample-values';
import { useEditor, useEditorState } from '../../model/editor-context';
import { flowProblems } from '../../model/count-problems';
import { strings } from '../strings';
import { OptionalDuration } from './duration-field';
import { PathField } from './path-field';
import { RequiredText } from './required-text';
import { UndoList } from './undo-list';

const fourHours = 4 * 3600;
const noSettings: FlowSettings = { undo: [] };

/** What holds for every run of the flow: deadline, lane, and what is undone when one is cancelled. */
export function FlowSettingsPanel() {
  const { store } = useEditor();
  const settings = useEditorState((state) => state.flow.settings ?? noSettings);
  const allProblems = useEditorState((state) => state.problems);
  const problems = useMemo(() => flowProblems(allProblems), [allProblems]);
  const set = (next: FlowSettings): void =>
    store.getState().execute({ kind: 'update-settings', settings: next }, 'edit flow settings');
  const { deadlineSeconds: _deadline, ...withoutDeadline } = settings;
  return (
    <div className="ps-settings">
      <OptionalDuration
        switchLabel={strings.deadlineOn}
        label={strings.deadline}
        description={strings.deadlineHelp}
        seconds={settings.deadlineSeconds}
        firstSeconds={fourHours}
        onChange={(seconds) => set(seconds === undefined ? withoutDeadline : { ...settings, deadlineSeconds: seconds })}
      />
      <LaneSettings settings={settings} error={problems.get('settings.lane')} onChange={set} />
      <UndoList
        label={strings.undoOnCancel}
        description={strings.undoOnCancelHelp}
        impossible={strings.undoOnCancelImpossible}
        within={undefined}
        undo={settings.undo}
        error={problems.get('settings.undo')}
        onChange={(undo) => set({ ...settings, undo })}
      />
    </div>
  );
}

interface LaneSettingsProps {
  readonly settings: FlowSettings;
  readonly error: string | undefined;
  onChange(settings: FlowSettings): void;
}

function LaneSettings({ settings, error, onChange }: LaneSettingsProps) {
  const flowName = useEditorState((state) => state.flow.name);
  const { lane, ...withoutLane } = settings;
  return (
    <div className="ps-settings__group">
      <Switch
        label={strings.laneOn}
        description={strings.laneHelp}
        checked={lane !== undefined}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? { ...settings, lane: { name: slugOf(flowName), path: TRIGGER_ID, onFailure: 'hold' } }
              : withoutLane,
          )
        }
      />
      {lane && <LaneFields lane={lane} error={error} onChange={(next) => onChange({ ...settings, lane: next })} />}
    </div>
  );
}

interface LaneFieldsProps {
  readonly lane: Lane;
  readonly error: string | undefined;
  onChange(lane: Lane): void;
}

function LaneFields({ lane, error, onChange }: LaneFieldsProps) {
  const surroundings = useEventSources();
  const now = valueOf(lane.path, surroundings.sample);
  const isKey = typeof now === 'string' || typeof now === 'number';
  return (
    <MappingContext.Provider value={surroundings}>
      <PathField
        label={strings.laneKey}
        description={strings.laneKeyHelp}
        error={error ?? (lane.path === TRIGGER_ID ? strings.laneKeyMissing : undefined)}
        path={lane.path === TRIGGER_ID ? null : lane.path}
        now={isKey ? strings.untilNow(shownValue(now)) : undefined}
        onChoose={(path) => onChange({ ...lane, path })}
      />
      <RequiredText
        label={strings.laneName}
        description={strings.laneNameHelp}
        maxLength={60}
        value={lane.name}
        onChange={(text) => onChange({ ...lane, name: asLaneName(text) ?? lane.name })}
      />
      <Radio.Group
        label={strings.laneFailure}
        value={lane.onFailure}
        onChange={(value) => onChange({ ...lane, onFailure: value as Lane['onFailure'] })}
      >
        <div className="ps-settings__choices">
          <Radio size="xs" value="hold" label={strings.laneHold} description={strings.laneHoldHelp} />
          <Radio size="xs" value="skip" label={strings.laneSkip} description={strings.laneSkipHelp} />
        </div>
      </Radio.Group>
    </MappingContext.Provider>
  );
}

/** Only the event: a lane is known before anything has run. */
function useEventSources() {
  const { connectors } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const record = useSampleRecord(useEditorState((state) => state.flowId));
  return useMemo(() => {
    const { tree, sample } = sourcesOf(TRIGGER_ID, { flow, connectors, record });
    return { tree: tree.filter(({ path }) => path === TRIGGER_ID), sample, tables: {}, onTables: () => undefined };
  }, [flow, connectors, record]);
}

/** Lower-case letters, digits and hyphens, starting with a letter; undefined for what cannot become one. */
function asLaneName(text: string): string | undefined {
  const name = text.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  return /^[a-z][a-z0-9-]{0,59}$/.test(name) ? name : undefined;
}
