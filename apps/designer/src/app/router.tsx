import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ProblemNotice, RowsSkeleton } from '../shared/ui/notices';
import {
  attentionSearch,
  auditLogSearch,
  connectionsSearch,
  designerSearch,
  environmentsSearch,
  eventsSearch,
  promotionsSearch,
  referenceDataSearch,
  runSearch,
  runsSearch,
  schemasSearch,
  templatesSearch,
  studioSearch,
} from './search-params';
import { AppShell } from './shell/app-shell';
import { PageNotFound } from './shell/page-not-found';

const root = createRootRoute({ component: AppShell, notFoundComponent: PageNotFound });
const under = () => root;

const overview = createRoute({
  getParentRoute: under,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/components/overview-page'), 'OverviewPage'),
});
const flows = createRoute({
  getParentRoute: under,
  path: '/flows',
  component: lazyRouteComponent(() => import('../features/flows/components/flows-page'), 'FlowsPage'),
});
const templates = createRoute({
  getParentRoute: under,
  path: '/flows/templates',
  validateSearch: templatesSearch,
  component: lazyRouteComponent(() => import('./routes/templates-route'), 'TemplatesRoute'),
});
const flow = createRoute({
  getParentRoute: under,
  path: '/flows/$flowId',
  validateSearch: designerSearch,
  component: lazyRouteComponent(() => import('./routes/designer-route'), 'DesignerRoute'),
});
/** In the frame of the designer's route: canvas and studio share one editor, one history and one autosave. */
const studio = createRoute({
  getParentRoute: () => flow,
  path: 'steps/$stepId/mapping',
  validateSearch: studioSearch,
});
const runs = createRoute({
  getParentRoute: under,
  path: '/runs',
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import('../features/runs/components/runs-page'), 'RunsPage'),
});
const run = createRoute({
  getParentRoute: under,
  path: '/runs/$runId',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('./routes/run-route'), 'RunRoute'),
});
const attention = createRoute({
  getParentRoute: under,
  path: '/attention',
  validateSearch: attentionSearch,
  component: lazyRouteComponent(() => import('./routes/attention-route'), 'AttentionRoute'),
});
const connections = createRoute({
  getParentRoute: under,
  path: '/connections',
  validateSearch: connectionsSearch,
  component: lazyRouteComponent(() => import('../features/connections/components/connections-page'), 'ConnectionsPage'),
});
const schemas = createRoute({
  getParentRoute: under,
  path: '/connections/schemas',
  validateSearch: schemasSearch,
  component: lazyRouteComponent(() => import('./routes/schemas-route'), 'SchemasRoute'),
});
const events = createRoute({
  getParentRoute: under,
  path: '/events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('../features/events/components/events-page'), 'EventsPage'),
});
const promotions = createRoute({
  getParentRoute: under,
  path: '/promotions',
  validateSearch: promotionsSearch,
  component: lazyRouteComponent(() => import('./routes/promotions-route'), 'PromotionsRoute'),
});
const promotion = createRoute({
  getParentRoute: under,
  path: '/promotions/$promotionId',
  component: lazyRouteComponent(() => import('./routes/promotion-route'), 'PromotionRoute'),
});
const referenceData = createRoute({
  getParentRoute: under,
  path: '/reference-data',
  validateSearch: referenceDataSearch,
  component: lazyRouteComponent(() => import('./routes/reference-data-route'), 'ReferenceDataRoute'),
});
const settings = createRoute({
  getParentRoute: under,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/components/settings-page'), 'SettingsPage'),
});

const environments = createRoute({
  getParentRoute: under,
  path: '/settings/environments',
  validateSearch: environmentsSearch,
  component: lazyRouteComponent(() => import('./routes/environments-route'), 'EnvironmentsRoute'),
});
const auditLog = createRoute({
  getParentRoute: under,
  path: '/settings/audit-log',
  validateSearch: auditLogSearch,
  component: lazyRouteComponent(() => import('./routes/audit-log-route'), 'AuditLogRoute'),
});

const people = createRoute({
  getParentRoute: under,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('../features/people/components/people-page'), 'PeoplePage'),
});
const vault = createRoute({
  getParentRoute: under,
  path: '/settings/vault',
  component: lazyRouteComponent(() => import('../features/vault/components/vault-page'), 'VaultPage'),
});
const signInSettings = createRoute({
  getParentRoute: under,
  path: '/settings/sign-in',
  component: lazyRouteComponent(() => import('../features/sign-in-settings/components/sign-in-settings-page'), 'SignInSettingsPage'),
});
const aiSettings = createRoute({
  getParentRoute: under,
  path: '/settings/ai',
  component: lazyRouteComponent(() => import('../features/ai-settings/components/ai-settings-page'), 'AiSettingsPage'),
});
const account = createRoute({
  getParentRoute: under,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/components/account-page'), 'AccountPage'),
});

const pages = [
  overview,
  flows,
  templates,
  flow.addChildren([studio]),
  runs,
  run,
  attention,
  connections,
  schemas,
  events,
  promotions,
  promotion,
  referenceData,
  settings,
  environments,
  people,
  auditLog,
  vault,
  signInSettings,
  aiSettings,
  account,
];
const routeTree = root.addChildren(pages);

export const createAppRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingComponent: () => <RowsSkeleton />,
    defaultErrorComponent: ({ error, reset }) => (
      <div className="ps-page">
        <ProblemNotice error={error} retry={reset} />
      </div>
    ),
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
