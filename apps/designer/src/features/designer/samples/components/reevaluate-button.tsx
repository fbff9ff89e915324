import { Button, Modal, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { DifferenceTable } from '../../../../shared/ui/difference-table';
import { ProblemNotice } from '../../../../shared/ui/notices';
import type { SampleRecord } from '../../mapping/model/step-sources';
import type { MappedStep } from '../../studio/model/mapped-step';
import { strings } from '../../strings';
import { useReevaluation, type Reevaluation } from '../model/use-reevaluation';

interface ReevaluateButtonProps {
  readonly step: MappedStep;
  readonly runId: string;
  readonly record: SampleRecord;
}

const words = strings.data;

/** Tries the mapping as it stands now on what the run saw; nothing is sent and the run stays as it was. */
export function ReevaluateButton({ step, runId, record }: ReevaluateButtonProps) {
  const reevaluation = useReevaluation(step, { runId, record });
  return (
    <>
      <Button size="compact-xs" variant="default" leftSection={<IconRefresh size={13} />} loading={reevaluation.isPending} onClick={() => reevaluation.mutate()}>
        {words.reevaluate}
      </Button>
      {reevaluation.isError && <ProblemNotice error={reevaluation.error} />}
      {reevaluation.data && (
        <Modal opened onClose={reevaluation.reset} title={words.reevaluateTitle(step.name)} size="xl">
          <Result result={reevaluation.data} />
        </Modal>
      )}
    </>
  );
}

function Result({ result: { rows, errors, hasRecorded } }: { readonly result: Reevaluation }) {
  return (
    <Stack gap="sm">
      <div className="ps-dimmed">{hasRecorded ? words.reevaluateHelp : words.reevaluateNothingThen}</div>
      {errors.map((message) => (
        <div key={message} className="ps-notice ps-notice--failed" role="alert">
          {message}
        </div>
      ))}
      {rows.length === 0 ? <div role="status">{words.reevaluateSame}</div> : <DifferenceTable label={words.reevaluate} columns={words.reevaluateColumns} rows={rows} />}
    </Stack>
  );
}
