import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { PageCommandsProvider } from '../../shared/commands/page-commands';
import { NavigationRail } from './navigation-rail';
import { TopBar } from './top-bar';

export function AppShell() {
  const matchRoute = useMatchRoute();
  // The canvas needs the width: beside it the rail shows icons only.
  const isCompact = matchRoute({ to: '/flows/$flowId' }) !== false;
  return (
    <PageCommandsProvider>
      <div className={isCompact ? 'ps-shell ps-shell--compact' : 'ps-shell'}>
        <TopBar />
        <NavigationRail />
        <main className="ps-main" id="page">
          <Outlet />
        </main>
      </div>
    </PageCommandsProvider>
  );
}
