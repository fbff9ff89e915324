import { Stack, Tabs } from '@mantine/core';
import type { RunStep } from '@penstock/contracts';
import { Panel } from '../../../shared/ui/page';
import { Status, stepStatusLooks } from '../../../shared/ui/status';
import { JsonBlock } from '../../../shared/ui/values';
import { strings } from '../strings';
import { RunFailure } from './run-failure';

export function StepDetail({ step }: { readonly step: RunStep | null }) {
  if (!step) {
    return (
      <Panel title={strings.output}>
        <div className="ps-panel__body ps-dimmed">{strings.chooseStep}</div>
      </Panel>
    );
  }
  return (
    <Panel title={step.name} actions={<Status look={stepStatusLooks[step.status]} />}>
      <Stack gap="sm" p="md">
        {step.failure && <RunFailure failure={step.failure} />}
        <Tabs defaultValue="output" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="input">{strings.input}</Tabs.Tab>
            <Tabs.Tab value="output">{strings.output}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="input" pt="sm">
            <Recorded value={step.input} label={strings.input} />
          </Tabs.Panel>
          <Tabs.Panel value="output" pt="sm">
            <Recorded value={step.output} label={strings.output} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Panel>
  );
}

function Recorded({ value, label }: { readonly value: unknown; readonly label: string }) {
  if (value === undefined) return <div className="ps-dimmed">{strings.notRecorded}</div>;
  return <JsonBlock value={value} label={label} />;
}
