import { Stack } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { aiProviderQuery } from '../../../shared/api/assist-queries';
import { sessionQuery } from '../../../shared/api/session-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { ProviderForm } from './provider-form';

const mayChangeRoles: readonly string[] = ['owner', 'administrator'];

export function AiSettingsPage() {
  const api = useApi();
  const provider = useQuery(aiProviderQuery(api));
  const mayChange = mayChangeRoles.includes(useQuery(sessionQuery(api)).data?.user.role ?? '');
  return (
    <Page title={strings.title}>
      <SettingsNav />
      <div className="ps-dimmed">
        {strings.lead} {strings.always}
      </div>
      <Panel title={strings.provider}>
        <Stack className="ps-panel__body" gap="sm">
          {provider.error && <ProblemNotice error={provider.error} retry={() => void provider.refetch()} />}
          {provider.isPending && <RowsSkeleton rows={4} />}
          {provider.data === null && <div className="ps-dimmed">{strings.none}</div>}
          {!mayChange && <div className="ps-dimmed">{strings.onlyAdministrators}</div>}
          {provider.data !== undefined && <ProviderForm key={provider.data === null ? 'none' : 'one'} provider={provider.data} mayChange={mayChange} />}
        </Stack>
      </Panel>
      <ModalsProvider />
    </Page>
  );
}
