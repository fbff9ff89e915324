import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { vaultQuery } from '../../../shared/api/vault-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { KeysPanel } from './keys-panel';
import { RotationPanel } from './rotation-panel';

export function VaultPage() {
  const vault = useQuery(vaultQuery(useApi()));
  return (
    <Page title={strings.title}>
      <SettingsNav />
      {vault.error && <ProblemNotice error={vault.error} retry={() => void vault.refetch()} />}
      {vault.isPending && <RowsSkeleton />}
      {vault.data && (
        <>
          <div className="ps-dimmed">{strings.lead(vault.data.source)}</div>
          <KeysPanel keys={vault.data.keys} />
          <RotationPanel status={vault.data} />
        </>
      )}
    </Page>
  );
}
