const callbackPath = '/sign-in/callback';

/** What the provider answered; null at every other address. */
export const providerReturnOf = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string | null =>
  pathname === callbackPath && search.length > 1 ? search.slice(1) : null;
