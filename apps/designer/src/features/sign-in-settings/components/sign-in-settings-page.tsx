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
      <p className="ps-dimmed">{strings.lead}</p>
      <Panel title={strings.provider}>
        <div className="ps-panel__body">
          {provider.error && <ProblemNotice error={provider.error} retry={() => void provider.refetch()} />}
          {provider.isPending && <RowsSkeleton rows={4} />}
          {provider.data === null && <p className="ps-dimmed">{strings.none}</p>}
          {!isOwner && <p className="ps-dimmed">{strings.onlyOwners}</p>}
          {provider.data !== undefined && <ProviderForm key={provider.data?.updatedAt ?? 'none'} provider={provider.data} mayChange={isOwner} />}
        </div>
      </Panel>
    </Page>
  );
}
