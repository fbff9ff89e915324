import { ActionIcon, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconMoon, IconSun, IconUserCircle, IconUserCog } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../shared/api/api-context';
import { useCurrentEnvironment } from '../../shared/api/current-environment';
import { useIsLive } from '../../shared/api/live-updates';
import { sessionKey, sessionQuery } from '../../shared/api/session-queries';
import { EnvironmentBadge } from '../../shared/ui/environment-badge';
import { PenstockMark } from '../../shared/ui/penstock-mark';
import { PaletteButton } from './palette/palette-button';
import { strings } from './strings';

export function TopBar() {
  const { environment } = useCurrentEnvironment();
  return (
    <header className={`ps-topbar ps-topbar--${environment.kind}`}>
      <Link to="/" className="ps-topbar__brand" aria-label="Penstock">
        <PenstockMark size={22} />
        <span>Penstock</span>
      </Link>
      <EnvironmentChoice />
      <div className="ps-topbar__spacer" />
      <PaletteButton />
      <ConnectionSign />
      <ThemeSwitch />
      <AccountMenu />
    </header>
  );
}

function EnvironmentChoice() {
  const { environment, environments, choose } = useCurrentEnvironment();
  if (environments.length === 1) return <EnvironmentBadge {...environment} />;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className="ps-plain-button"
          aria-label={`${strings.chooseEnvironment}: ${environment.name}`}
        >
          <EnvironmentBadge {...environment} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {environments.map((item) => (
          <Menu.Item key={item.key} onClick={() => choose(item.key)}>
            <EnvironmentBadge {...item} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whether news of the server arrives by itself; no word about the environment, which stands beside it. */
function ConnectionSign() {
  const isLive = useIsLive();
  return (
    <span className="ps-live" role="status">
      <span className={isLive ? 'ps-live__dot' : 'ps-live__dot ps-live__dot--lost'} aria-hidden />
      {isLive ? strings.connected : strings.notConnected}
    </span>
  );
}

function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const label = scheme === 'dark' ? strings.lightTheme : strings.darkTheme;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
        {scheme === 'dark' ? <IconSun size={18} stroke={1.75} /> : <IconMoon size={18} stroke={1.75} />}
      </ActionIcon>
    </Tooltip>
  );
}

function AccountMenu() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data: session } = useQuery(sessionQuery(api));
  const signOut = useMutation({
    mutationFn: () => api.session.signOut(),
    onSettled: () => {
      // What tests of steps were answered is nobody else's who uses this tab.
      sessionStorage.clear();
      queryClient.setQueryData(sessionKey, null);
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={strings.account}>
          <IconUserCircle size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {session && (
          <Menu.Label>
            {session.user.name} · {session.user.role}
            <br />
            {session.user.email}
            <br />
            {session.organization.name}
          </Menu.Label>
        )}
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCog size={16} />}>
          {strings.myAccount}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {strings.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
