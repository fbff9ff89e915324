import { ModalsProvider } from '@mantine/modals';
import { Page } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { ApiKeysPanel } from './api-keys-panel';
import { DeploymentsPanel } from './deployments-panel';

export const SettingsPage = () => (
  <Page title={strings.title}>
    <SettingsNav />
    <DeploymentsPanel />
    <ApiKeysPanel />
    <ModalsProvider />
  </Page>
);
