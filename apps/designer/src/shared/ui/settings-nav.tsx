import { Link } from '@tanstack/react-router';

const pages = [
  { to: '/settings', label: 'Addresses and keys' },
  { to: '/settings/environments', label: 'Environments' },
  { to: '/settings/people', label: 'People' },
  { to: '/settings/sign-in', label: 'Sign-in' },
  { to: '/settings/ai', label: 'AI provider' },
  { to: '/settings/vault', label: 'Vault' },
  { to: '/settings/audit-log', label: 'Audit log' },
] as const;

/** The pages under Settings, in one row above each of them. */
export const SettingsNav = () => (
  <nav className="ps-tabs" aria-label="Settings">
    {pages.map(({ to, label }) => (
      <Link key={to} to={to} className="ps-tabs__link" activeOptions={{ exact: true, includeSearch: false }}>
        {label}
      </Link>
    ))}
  </nav>
);
