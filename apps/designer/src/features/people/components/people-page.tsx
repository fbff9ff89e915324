import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import type { IssuedLink } from '@penstock/contracts';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { usersQuery } from '../../../shared/api/people-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { InvitationsPanel } from './invitations-panel';
import { InviteDialog } from './invite-dialog';
import { LinkDialog } from './link-dialog';
import { PeopleTable } from './people-table';
import { ServiceAccountsPanel } from './service-accounts-panel';

export function PeoplePage() {
  const users = useQuery(usersQuery(useApi()));
  const [isInviting, inviting] = useDisclosure(false);
  const [link, setLink] = useState<IssuedLink | null>(null);
  return (
    <Page
      title={strings.title}
      actions={
        <Button leftSection={<IconUserPlus size={16} />} onClick={inviting.open}>
          {strings.invite}
        </Button>
      }
    >
      <SettingsNav />
      <div className="ps-dimmed">{strings.lead}</div>
      {users.error && <ProblemNotice error={users.error} retry={() => void users.refetch()} />}
      {!users.data && !users.error && <RowsSkeleton />}
      {users.data && (
        <div className="ps-table-scroll">
          <PeopleTable users={users.data} onLink={setLink} />
        </div>
      )}
      <InvitationsPanel />
      <ServiceAccountsPanel />
      <ModalsProvider />
      {isInviting && (
        <InviteDialog
          onClose={inviting.close}
          onInvited={(issued) => {
            inviting.close();
            setLink(issued);
          }}
        />
      )}
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </Page>
  );
}
