import { Select, Stack, TextInput } from '@mantine/core';
import type { ConnectorDescriptor, TriggerDescriptor } from '@penstock/connector-sdk';
import type { FlowTrigger } from '@penstock/flow-model';
import { useCallback, useMemo } from 'react';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { ChoicesContext } from '../../../shared/forms/choices/choices-context';
import { SchemaForm } from '../../../shared/forms/schema-form';
import { connectorOf, triggerOf } from '../../../shared/lib/connector-catalog';
import { problemsByField } from '../model/count-problems';
import { useEditor, useEditorState } from '../model/editor-context';
import { useStepChoices } from '../model/use-step-choices';
import { SchedulePreview } from './schedule-preview';
import { TriggerSample } from './trigger-sample';
import { SlotField } from './slot-field';

/** What starts the flow: its settings, the intake address and the slot it polls through. */
export function TriggerSettings({ trigger }: { readonly trigger: FlowTrigger }) {
  const { store, connectors } = useEditor();
  const descriptor = triggerOf(connectors, trigger);
  const connector = connectorOf(connectors, trigger.connector);
  const allProblems = useEditorState((state) => state.problems);
  const errors = useMemo(() => Object.fromEntries(problemsByField(allProblems, 'trigger')), [allProblems]);
  const { settings } = trigger;
  const settingAt = useCallback(
    (path: string) =>
      path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], settings),
    [settings],
  );
  const choices = useStepChoices({ connector: trigger.connector, slot: trigger.slot, valueAt: settingAt });
  const update = (next: FlowTrigger): void =>
    store.getState().execute({ kind: 'update-trigger', trigger: next }, 'edit trigger');
  return (
    <Stack gap="md" maw={520}>
      <TriggerChoice trigger={trigger} connectors={connectors} onChange={update} />
      {descriptor && <div className="ps-dimmed">{descriptor.summary}</div>}
      {descriptor && descriptor.channels.length > 0 && (
        <IntakePath trigger={trigger} descriptor={descriptor} error={errors['path']} onChange={update} />
      )}
      {connector?.connection && (
        <SlotField
          connector={trigger.connector}
          slot={trigger.slot}
          onChange={(slot) => update({ ...trigger, slot })}
        />
      )}
      {descriptor && (
        <ChoicesContext.Provider value={choices}>
          <SchemaForm
            schema={descriptor.settingsSchema}
            value={settings}
            errors={errors}
            onChange={(next) => update({ ...trigger, settings: next as FlowTrigger['settings'] })}
          />
        </ChoicesContext.Provider>
      )}
      <TriggerSample trigger={trigger} onChange={update} />
      {descriptor?.schedules && (
        <SchedulePreview cron={textOf(trigger.settings['cron'])} timeZone={textOf(trigger.settings['timeZone'])} />
      )}
    </Stack>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface TriggerChoiceProps {
  readonly trigger: FlowTrigger;
  readonly connectors: readonly ConnectorDescriptor[];
  onChange(trigger: FlowTrigger): void;
}

function TriggerChoice({ trigger, connectors, onChange }: TriggerChoiceProps) {
  const all = connectors.flatMap((connector) =>
    connector.triggers.map((item) => ({ key: `${connector.id}/${item.id}@${item.version}`, connector, item })),
  );
  const choose = (key: string | null): void => {
    const chosen = all.find((candidate) => candidate.key === key);
    if (!chosen) return;
    // Another trigger brings other data: the old sample would show what it never sends.
    const { slot: _slot, sampleEventId: _sample, ...rest } = trigger;
    onChange({
      ...rest,
      connector: chosen.connector.id,
      trigger: chosen.item.id,
      version: chosen.item.version,
      settings: {},
      ...(chosen.connector.connection && { slot: trigger.slot ?? chosen.connector.id }),
    });
  };
  return (
    <Select
      label="What starts the flow"
      allowDeselect={false}
      searchable
      data={all.map(({ key, connector, item }) => ({ value: key, label: `${connector.title} · ${item.title}` }))}
      value={`${trigger.connector}/${trigger.trigger}@${trigger.version}`}
      onChange={choose}
    />
  );
}

interface IntakePathProps {
  readonly trigger: FlowTrigger;
  readonly descriptor: TriggerDescriptor;
  readonly error: string | undefined;
  onChange(trigger: FlowTrigger): void;
}

function IntakePath({ trigger, descriptor, error, onChange }: IntakePathProps) {
  const { environment } = useCurrentEnvironment();
  const { path: _old, ...rest } = trigger;
  return (
    <TextInput
      label="Intake path"
      description={descriptor.channels
        .map(
          ({ id, title }) => `${title}: /hooks/${environment.key}/${trigger.path ?? '…'}${id === '' ? '' : `/${id}`}`,
        )
        .join(' · ')}
      error={error}
      value={trigger.path ?? ''}
      onChange={(event) => {
        const path = event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, '-');
        onChange(path === '' ? rest : { ...rest, path });
      }}
    />
  );
}
