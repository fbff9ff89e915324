import { Page } from '../../../shared/ui/page';
import { strings } from '../strings';
import { PasswordPanel } from './password-panel';
import { SecondFactorPanel } from './second-factor-panel';
import { SessionsPanel } from './sessions-panel';

export const AccountPage = () => (
  <Page title={strings.title}>
    <SecondFactorPanel />
    <PasswordPanel />
    <SessionsPanel />
  </Page>
);
