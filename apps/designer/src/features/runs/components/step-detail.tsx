import { Stack, Tabs } from '@mantine/core';
import type { RunStep, RunStepItem } from '@penstock/contracts';
import { useState } from 'react';
import { FailureNotice } from '../../../shared/ui/failure-notice';
import { Panel } from '../../../shared/ui/page';
import { Status, stepStatusLooks } from '../../../shared/ui/status';
import { JsonBlock } from '../../../shared/ui/values';
import { strings } from '../strings';
import { StepWhy } from './step-why';
import { StepItems } from './step-items';

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
        {step.loop ? <ItemsDetail key={step.stepId} loop={step.loop} /> : <ExecutionDetail execution={step} />}
      </Stack>
    </Panel>
  );
}

/** The first that failed is what a person came for. */
function ItemsDetail({ loop }: { readonly loop: NonNullable<RunStep['loop']> }) {
  const [chosen, choose] = useState<string | null>(null);
  const { shown, count, failed } = loop;
  const item = shown.find(({ key }) => key === chosen) ?? shown.find(({ status }) => status === 'failed') ?? shown[0];
  return (
    <>
      <StepItems items={shown} count={count} failed={failed} chosen={item?.key ?? ''} onChoose={choose} />
      {item && <ExecutionDetail execution={item} />}
    </>
  );
}

function ExecutionDetail({ execution }: { readonly execution: RunStep | RunStepItem }) {
  return (
    <>
      {execution.failure && <FailureNotice failure={execution.failure} />}
      {execution.why && execution.why.length > 0 && <StepWhy lines={execution.why} />}
      <Tabs defaultValue="output" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="input">{strings.input}</Tabs.Tab>
          <Tabs.Tab value="output">{strings.output}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="input" pt="sm">
          <Recorded value={execution.input} label={strings.input} />
        </Tabs.Panel>
        <Tabs.Panel value="output" pt="sm">
          <Recorded value={execution.output} label={strings.output} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Recorded({ value, label }: { readonly value: unknown; readonly label: string }) {
  if (value === undefined) return <div className="ps-dimmed">{strings.notRecorded}</div>;
  return <JsonBlock value={value} label={label} />;
}
