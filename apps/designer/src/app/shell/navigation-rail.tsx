import {
  IconAlertTriangle,
  IconBuildingStore,
  IconCreditCard,
  IconDatabase,
  IconGauge,
  IconGitPullRequest,
  IconInbox,
  IconPlugConnected,
  IconRoute,
  IconSettings,
  IconTable,
  IconTimeline,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../shared/api/api-context';
import { useCurrentEnvironment } from '../../shared/api/current-environment';
import { overviewQuery } from '../../shared/api/run-queries';
import { sessionQuery } from '../../shared/api/session-queries';
import { strings } from './strings';

interface RailLinkProps {
  readonly to: '/' | '/flows' | '/runs' | '/attention' | '/connections' | '/events' | '/reference-data' | '/promotions' | '/settings';
  readonly label: string;
  readonly icon: Icon;
  readonly count?: number | undefined;
}

function RailLink({ to, label, icon: LinkIcon, count = 0 }: RailLinkProps) {
  return (
    <Link to={to} className="ps-rail__link" title={label} activeOptions={{ exact: to === '/', includeSearch: false }}>
      <LinkIcon size={18} stroke={1.75} aria-hidden />
      <span>{label}</span>
      {count > 0 && <span className="ps-rail__count">{count > 999 ? '999+' : count}</span>}
    </Link>
  );
}

export function NavigationRail() {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const { data: figures } = useQuery(overviewQuery(api, environment.key));
  return (
    <nav className="ps-rail" aria-label={strings.navigation}>
      <RailLink to="/" label={strings.overview} icon={IconGauge} />
      <RailLink to="/flows" label={strings.flows} icon={IconRoute} />
      <RailLink to="/runs" label={strings.runs} icon={IconTimeline} />
      <RailLink to="/attention" label={strings.attention} icon={IconAlertTriangle} count={figures?.needsAttention} />
      <RailLink to="/connections" label={strings.connections} icon={IconPlugConnected} />
      <RailLink to="/events" label={strings.events} icon={IconInbox} count={figures?.unrouted} />
      <RailLink to="/reference-data" label={strings.referenceData} icon={IconTable} />
      <RailLink to="/promotions" label={strings.promotions} icon={IconGitPullRequest} />
      <RailLink to="/settings" label={strings.settings} icon={IconSettings} />
      <DemoLinks />
    </nav>
  );
}

function DemoLinks() {
  const { data: session } = useQuery(sessionQuery(useApi()));
  if (!session?.demo) return null;
  const { shop, paytrace, prophet21 } = session.demo;
  const links = [
    { href: shop, label: strings.shop, icon: IconBuildingStore },
    { href: paytrace, label: strings.paytrace, icon: IconCreditCard },
    { href: prophet21, label: strings.prophet21, icon: IconDatabase },
  ];
  return (
    <div className="ps-rail__foot">
      <div className="ps-rail__heading">{strings.demo}</div>
      {links.map(({ href, label, icon: LinkIcon }) => (
        <a key={label} className="ps-rail__link" title={label} href={href} target="_blank" rel="noreferrer">
          <LinkIcon size={18} stroke={1.75} aria-hidden />
          <span>{label}</span>
        </a>
      ))}
    </div>
  );
}
