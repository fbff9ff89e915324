import { ActionIcon, Code, Tooltip } from '@mantine/core';
import type { FlowTestResult } from '@penstock/contracts';
import type { FlowTest } from '@penstock/flow-model';
import { IconTrash } from '@tabler/icons-react';
import { Panel } from '../../../../shared/ui/page';
import { expectationWords } from '../model/expectation-words';
import { strings } from '../strings';
import { TestFindings, TestStatus } from './test-findings';

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
        <TestFindings result={result} />
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
      <TestStatus result={result} />
      <Tooltip label={strings.remove(test.name)}>
        <ActionIcon aria-label={strings.remove(test.name)} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
