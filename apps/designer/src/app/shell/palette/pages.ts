import { strings } from '../strings';

/** Where `g` and a letter lead, and what the command palette lists first. */
export const pages = [
  { to: '/', label: strings.overview, letter: 'o' },
  { to: '/flows', label: strings.flows, letter: 'f' },
  { to: '/flows/templates', label: strings.templates, letter: 't' },
  { to: '/runs', label: strings.runs, letter: 'r' },
  { to: '/attention', label: strings.attention, letter: 'a' },
  { to: '/connections', label: strings.connections, letter: 'c' },
  { to: '/events', label: strings.events, letter: 'e' },
  { to: '/reference-data', label: strings.referenceData, letter: 'd' },
  { to: '/promotions', label: strings.promotions, letter: 'p' },
  { to: '/settings', label: strings.settings, letter: 's' },
] as const;
