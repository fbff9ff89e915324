import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { PageCommandsProvider } from '../../shared/commands/page-commands';
import { NavigationRail } from './navigation-rail';
import { TopBar } from './top-bar';

export function AppShell() {
  const matchRoute = useMatchRoute();
  // The canvas needs the width: beside it the rail shows icons only.
  const isCompact = matchRoute({ to: '/flows/$flowId' }) !== false && matchRoute({ to: '/flows/templates' }) === false;
  // The mapping studio takes the whole page; its own arrow leads back.
  const isStudio = matchRoute({ to: '/flows/$flowId/steps/$stepId/mapping' }) !== false;
  const size = isStudio ? ' ps-shell--studio' : isCompact ? ' ps-shell--compact' : '';
  return (
    <PageCommandsProvider>
      <div className={`ps-shell${size}`}>
        <TopBar />
        {!isStudio && <NavigationRail />}
        <main className="ps-main" id="page">
          <Outlet />
        </main>
      </div>
    </PageCommandsProvider>
  );
}
