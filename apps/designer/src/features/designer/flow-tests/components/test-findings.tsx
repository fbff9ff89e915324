import { Code } from '@mantine/core';
import type { FlowTestFindingView, FlowTestResult } from '@penstock/contracts';
import { stringifyJson, type Json } from '@penstock/kernel';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { Status, type StatusLook } from '../../../../shared/ui/status';
import { strings } from '../strings';

interface TestProps {
  /** Undefined until it was run. */
  readonly result: FlowTestResult | undefined;
}

/** In what a flow did not do what its test expects. */
export function TestFindings({ result }: TestProps) {
  if (!result || result.passed) return null;
  return (
    <ul style={{ margin: 0, paddingLeft: 18 }}>
      {result.findings.map((finding, index) => (
        <li key={index}>
          {finding.message} <Values finding={finding} />
        </li>
      ))}
    </ul>
  );
}

export const TestStatus = ({ result }: TestProps) => <Status look={lookOf(result)} />;

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
