import { Button, Checkbox, Fieldset, Group, NumberInput, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { AiProvider } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { fieldsOf, requestOf, type ProviderFields } from './provider-fields';
import { SentFields } from './sent-fields';

interface ProviderFormProps {
  readonly provider: AiProvider | null;
  readonly mayChange: boolean;
}

export function ProviderForm({ provider, mayChange }: ProviderFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(provider));
  const change = (changes: Partial<ProviderFields>): void => setFields({ ...fields, ...changes });
  const { save, test, remove, error } = useProviderCalls(fields);
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={handleSubmit}>
      <Fieldset variant="unstyled" disabled={!mayChange}>
        <Stack gap="sm" maw={520}>
          <Switch label={strings.isOn} description={strings.isOnHelp} checked={fields.isOn} onChange={(event) => change({ isOn: event.currentTarget.checked })} />
          <TextInput label={strings.address} description={strings.addressHelp} type="url" required value={fields.address} onChange={(event) => change({ address: event.currentTarget.value })} />
          <TextInput label={strings.model} description={strings.modelHelp} required value={fields.model} onChange={(event) => change({ model: event.currentTarget.value })} />
          <PasswordInput
            label={strings.apiKey}
            description={provider?.apiKeySetAt ? strings.keySet : strings.keyNone}
            autoComplete="off"
            disabled={fields.needsNoKey}
            value={fields.apiKey}
            onChange={(event) => change({ apiKey: event.currentTarget.value })}
          />
          <Checkbox label={strings.noKey} checked={fields.needsNoKey} onChange={(event) => change({ needsNoKey: event.currentTarget.checked, apiKey: '' })} />
          <NumberInput label={strings.timeout} min={1} max={120} w={180} value={fields.timeoutSeconds} onChange={(value) => change({ timeoutSeconds: Number(value) })} />
          <SentFields fields={fields} onChange={change} />
          {error && <ProblemNotice error={error} />}
          <div role="status">{test.data?.summary ?? (save.isSuccess ? strings.saved : '')}</div>
          {mayChange && (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {strings.save}
              </Button>
              {provider && (
                <Button variant="default" title={strings.testHelp} loading={test.isPending} onClick={() => test.mutate()}>
                  {strings.test}
                </Button>
              )}
              {provider && (
                <Button variant="subtle" color="red" onClick={() => askToRemove(() => remove.mutate())}>
                  {strings.remove}
                </Button>
              )}
            </Group>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}

function useProviderCalls(fields: ProviderFields) {
  const api = useApi();
  const queryClient = useQueryClient();
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ['assist'] });
  const save = useMutation({ mutationFn: () => api.assist.saveProvider(requestOf(fields)), onSuccess: refresh });
  const test = useMutation({ mutationFn: () => api.assist.testProvider() });
  const remove = useMutation({ mutationFn: () => api.assist.removeProvider(), onSuccess: refresh });
  return { save, test, remove, error: save.error ?? test.error ?? remove.error };
}

const askToRemove = (remove: () => void): void =>
  void modals.openConfirmModal({
    title: strings.removeTitle,
    children: strings.removeBody,
    labels: { confirm: strings.remove, cancel: strings.keep },
    confirmProps: { color: 'red' },
    onConfirm: remove,
  });
