import { Stack } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { sessionQuery } from '../../../shared/api/session-queries';
import { signInProviderQuery } from '../../../shared/api/sign-in-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { ProviderForm } from './provider-form';

export function SignInSettingsPage() {
  const api = useApi();
  const provider = useQuery(signInProviderQuery(api));
  const isOwner = useQuery(sessionQuery(api)).data?.user.role === 'owner';
  return (
    <Page title={strings.title}>
      <SettingsNav />
      <div className="ps-dimmed">{strings.lead}</div>
      <Panel title={strings.provider}>
        <Stack className="ps-panel__body" gap="sm">
          {provider.error && <ProblemNotice error={provider.error} retry={() => void provider.refetch()} />}
          {provider.isPending && <RowsSkeleton rows={4} />}
          {provider.data === null && <div className="ps-dimmed">{strings.none}</div>}
          {!isOwner && <div className="ps-dimmed">{strings.onlyOwners}</div>}
          {provider.data !== undefined && <ProviderForm key={provider.data?.updatedAt ?? 'none'} provider={provider.data} mayChange={isOwner} />}
        </Stack>
      </Panel>
      <ModalsProvider />
    </Page>
  );
}
