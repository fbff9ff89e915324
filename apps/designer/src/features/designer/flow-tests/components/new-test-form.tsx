import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { freshTestId } from '@penstock/flow-model';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { ProblemNotice } from '../../../../shared/ui/notices';
import { Panel } from '../../../../shared/ui/page';
import { useEditor } from '../../model/editor-context';
import { testFromPlan } from '../model/test-from-plan';
import { strings } from '../strings';

/** Tries the draft with an event and keeps what it would do as a test. */
export function NewTestForm() {
  const api = useApi();
  const { store, autosave } = useEditor();
  const { environment } = useCurrentEnvironment();
  const [name, setName] = useState('');
  const [event, setEvent] = useState('');
  const create = useMutation({
    mutationFn: async () => {
      const revision = await autosave.storedRevision();
      return api.flows.dryRun(store.getState().flowId, { payloadText: event, version: 'draft', revision, environment: environment.key });
    },
    onSuccess: (plan) => {
      const { flow, execute } = store.getState();
      const tests = flow.tests ?? {};
      const id = freshTestId(tests, name);
      execute({ kind: 'update-tests', tests: { ...tests, [id]: testFromPlan({ name: name.trim(), event }, plan) } });
      setName('');
      setEvent('');
    },
  });
  return (
    <Panel title={strings.newTest}>
      <Stack gap="sm" className="ps-panel__body">
        <TextInput label={strings.name} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <Textarea label={strings.payload} description={strings.payloadHelp} minRows={5} autosize maxRows={14} value={event} onChange={({ currentTarget }) => setEvent(currentTarget.value)} />
        {create.isError && <ProblemNotice error={create.error} />}
        <div>
          <Button variant="default" loading={create.isPending} disabled={name.trim() === '' || event.trim() === ''} onClick={() => create.mutate()}>
            {strings.create}
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}
