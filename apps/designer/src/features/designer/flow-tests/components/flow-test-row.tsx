import { ActionIcon, Code, Tooltip } from '@mantine/core';
import type { FlowTestFindingView, FlowTestResult } from '@penstock/contracts';
import type { FlowTest } from '@penstock/flow-model';
import { stringifyJson, type Json } from '@penstock/kernel';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconTrash } from '@tabler/icons-react';
import { Panel } from '../../../../shared/ui/page';
import { Status, type StatusLook } from '../../../../shared/ui/status';
import { expectationWords } from '../model/expectation-words';
import { strings } from '../strings';

interface FlowTestRowProps {
  readonly test: FlowTest;
  /** Undefined until it was run. */
  readonly result: FlowTestResult | undefined;
  onRemove(): void;
}

export function FlowTestRow({ test, result, onRemove }: FlowTestRowProps) {
  return (
    <Panel title={test.name} actions={<RowActions test={test} result={result} onRemove={onRemove} />}>
      <div className="ps-panel__body">
        {result && !result.passed && (
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {result.findings.map((finding, index) => (
              <li key={index}>
                {finding.message} <Values finding={finding} />
              </li>
            ))}
          </ul>
        )}
        {result && result.standIns.length > 0 && <div className="ps-meta">{strings.standIns(result.standIns)}</div>}
        <details>
          <summary>{strings.expects}</summary>
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {expectationWords(test.expect).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
        <details>
          <summary>{strings.event}</summary>
          <Code block tabIndex={0}>
            {test.event}
          </Code>
        </details>
      </div>
    </Panel>
  );
}

function RowActions({ test, result, onRemove }: FlowTestRowProps) {
  return (
    <>
      <Status look={lookOf(result)} />
      <Tooltip label={strings.remove(test.name)}>
        <ActionIcon aria-label={strings.remove(test.name)} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

const looks = {
  notRun: { tone: 'cancelled', word: strings.notRun, icon: IconCircleDashed },
  passed: { tone: 'succeeded', word: strings.passed, icon: IconCircleCheck },
  failed: { tone: 'failed', word: strings.failed, icon: IconCircleX },
} as const satisfies Record<string, StatusLook>;

const lookOf = (result: FlowTestResult | undefined): StatusLook => (!result ? looks.notRun : result.passed ? looks.passed : looks.failed);

function Values({ finding: { expected, actual } }: { readonly finding: FlowTestFindingView }) {
  const sides = [[strings.expected, expected] as const, [strings.actual, actual] as const].filter(([, value]) => value !== undefined);
  return (
    <>
      {sides.map(([words, value]) => (
        <span key={words}>
          {words} <Code>{stringifyJson(value as Json)}</Code>{' '}
        </span>
      ))}
    </>
  );
}
