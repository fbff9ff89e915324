import { Button, Drawer, Stack } from '@mantine/core';
import type { FlowTestsResult } from '@penstock/contracts';
import { mappingTestsOf } from '@penstock/flow-model';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { EnvironmentBadge } from '../../../../shared/ui/environment-badge';
import { EmptyState, ProblemNotice } from '../../../../shared/ui/notices';
import { useEditor, useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { FlowTestRow } from './flow-test-row';
import { MappingTestRow } from './mapping-test-row';
import { NewTestForm } from './new-test-form';

/** The tests the draft carries, run as it is on the screen, saved or not. */
export function FlowTestsPanel({ onClose }: { onClose(): void }) {
  const api = useApi();
  const { store } = useEditor();
  const { environment } = useCurrentEnvironment();
  const tests = useEditorState(({ flow }) => flow.tests) ?? {};
  const steps = useEditorState(({ flow }) => flow.steps);
  const ofMappings = useMemo(() => mappingTestsOf({ steps }), [steps]);
  const run = useMutation<FlowTestsResult, unknown>({
    mutationFn: () => {
      const { flowId, flow } = store.getState();
      return api.flows.runTests(flowId, { document: flow, environment: environment.key });
    },
  });
  const remove = (id: string): void => {
    const { [id]: _, ...others } = tests;
    store.getState().execute({ kind: 'update-tests', tests: others });
  };
  const entries = Object.entries(tests);
  const count = entries.length + ofMappings.length;
  const resultOf = (id: string) => run.data?.results.find((result) => result.id === id);
  return (
    <Drawer opened onClose={onClose} position="right" size={720} title={strings.title} closeButtonProps={{ 'aria-label': strings.close }}>
      <Stack gap="md">
        <div className="ps-dimmed">
          {strings.help} <EnvironmentBadge kind={environment.kind} name={environment.name} />
        </div>
        {count === 0 && <EmptyState title={strings.none}>{strings.noneHelp}</EmptyState>}
        {count > 0 && (
          <div>
            <Button loading={run.isPending} onClick={() => run.mutate()}>
              {strings.run}
            </Button>
          </div>
        )}
        {run.isError && <ProblemNotice error={run.error} />}
        {run.data && <Verdict result={run.data} />}
        {entries.map(([id, test]) => (
          <FlowTestRow key={id} test={test} result={resultOf(id)} onRemove={() => remove(id)} />
        ))}
        {ofMappings.map((tested) => (
          <MappingTestRow key={tested.id} tested={tested} result={resultOf(tested.id)} />
        ))}
        <NewTestForm />
      </Stack>
    </Drawer>
  );
}

function Verdict({ result }: { readonly result: FlowTestsResult }) {
  const failed = result.results.filter(({ passed }) => !passed).length;
  return (
    <div className={failed === 0 ? 'ps-notice' : 'ps-notice ps-notice--failed'} role="status">
      {strings.verdict(result.results.length - failed, failed)}
    </div>
  );
}
