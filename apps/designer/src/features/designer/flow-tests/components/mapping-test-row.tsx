import type { FlowTestResult } from '@penstock/contracts';
import type { StepMappingTest } from '@penstock/flow-model';
import { Link } from '@tanstack/react-router';
import { Panel } from '../../../../shared/ui/page';
import { useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { TestFindings, TestStatus } from './test-findings';

interface MappingTestRowProps {
  readonly tested: StepMappingTest;
  /** Undefined until it was run. */
  readonly result: FlowTestResult | undefined;
}

/** A test of a mapping runs with those of the flow; it is made and changed in the studio. */
export function MappingTestRow({ tested, result }: MappingTestRowProps) {
  const flowId = useEditorState((state) => state.flowId);
  const { stepId, stepName, test } = tested;
  return (
    <Panel title={test.name} actions={<TestStatus result={result} />}>
      <div className="ps-panel__body">
        <TestFindings result={result} />
        <Link to="/flows/$flowId/steps/$stepId/mapping" params={{ flowId, stepId }} search={{}}>
          {strings.mappingOf(stepName)}
        </Link>
      </div>
    </Panel>
  );
}
