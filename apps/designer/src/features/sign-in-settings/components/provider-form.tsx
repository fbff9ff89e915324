import { Button, Group, PasswordInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { limitedRole, type LimitedRole, type SaveSignInProviderRequest, type SignInProvider } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

interface ProviderFormProps {
  readonly provider: SignInProvider | null;
  readonly mayChange: boolean;
}

interface Fields {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly domains: string;
  readonly defaultRole: LimitedRole;
  readonly passwordSignInOff: boolean;
}

const fieldsOf = (provider: SignInProvider | null): Fields => ({
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  clientSecret: '',
  domains: provider?.allowedDomains.join(' ') ?? '',
  defaultRole: provider?.defaultRole ?? 'auditor',
  passwordSignInOff: provider?.passwordSignInOff ?? false,
});

const requestOf = ({ domains, clientSecret, ...fields }: Fields): SaveSignInProviderRequest => ({
  ...fields,
  ...(clientSecret !== '' && { clientSecret }),
  allowedDomains: domains.split(/[\s,]+/).filter(Boolean),
});

export function ProviderForm({ provider, mayChange }: ProviderFormProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [fields, setFields] = useState(() => fieldsOf(provider));
  const change = (changes: Partial<Fields>): void => setFields({ ...fields, ...changes });
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ['sign-in'] });
  const save = useMutation({ mutationFn: () => api.signIn.saveProvider(requestOf(fields)), onSuccess: refresh });
  const remove = useMutation({ mutationFn: () => api.signIn.removeProvider(), onSuccess: refresh });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const askToRemove = (): void =>
    void modals.openConfirmModal({
      title: strings.removeTitle,
      children: strings.removeBody,
      labels: { confirm: strings.remove, cancel: strings.keep },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  const error = save.error ?? remove.error;
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="sm" maw={520} component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
        <TextInput label={strings.issuer} description={strings.issuerHelp} type="url" required disabled={!mayChange} value={fields.issuer} onChange={(event) => change({ issuer: event.currentTarget.value })} />
        <TextInput label={strings.clientId} required disabled={!mayChange} value={fields.clientId} onChange={(event) => change({ clientId: event.currentTarget.value })} />
        <PasswordInput
          label={strings.clientSecret}
          description={provider?.clientSecretSetAt ? strings.secretSet : strings.secretNone}
          autoComplete="off"
          disabled={!mayChange}
          value={fields.clientSecret}
          onChange={(event) => change({ clientSecret: event.currentTarget.value })}
        />
        {provider && (
          <div>
            <div className="ps-meta">{strings.redirectUri}</div>
            <Identifier value={provider.redirectUri} />
          </div>
        )}
        <TextInput label={strings.domains} description={strings.domainsHelp} disabled={!mayChange} value={fields.domains} onChange={(event) => change({ domains: event.currentTarget.value })} />
        <Select label={strings.defaultRole} allowDeselect={false} disabled={!mayChange} data={[...limitedRole.options]} value={fields.defaultRole} onChange={(value) => change({ defaultRole: (value ?? 'auditor') as LimitedRole })} />
        <Switch label={strings.passwordsOff} description={strings.passwordsOffHelp} disabled={!mayChange} checked={fields.passwordSignInOff} onChange={(event) => change({ passwordSignInOff: event.currentTarget.checked })} />
        {error && <ProblemNotice error={error} />}
        {save.isSuccess && <div role="status">{strings.saved}</div>}
        {mayChange && (
          <Group>
            <Button type="submit" loading={save.isPending}>
              {strings.save}
            </Button>
            {provider && (
              <Button variant="subtle" color="red" onClick={askToRemove}>
                {strings.remove}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}
