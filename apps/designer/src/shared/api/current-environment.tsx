import type { Environment } from '@penstock/contracts';
import { invariant } from '@penstock/kernel';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useApi } from './api-context';
import { environmentsQuery } from './session-queries';

interface CurrentEnvironment {
  readonly environment: Environment;
  readonly environments: readonly Environment[];
  choose(key: string): void;
}

const CurrentEnvironmentContext = createContext<CurrentEnvironment | null>(null);
const storageKey = 'penstock.environment';

/** The environment all pages show; kept per browser, the first one by default. */
export function CurrentEnvironmentProvider({
  children,
  whileLoading,
}: {
  readonly children: ReactNode;
  readonly whileLoading: ReactNode;
}) {
  const { data: environments } = useQuery(environmentsQuery(useApi()));
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageKey));
  const environment = environments?.find(({ key }) => key === chosen) ?? environments?.[0];
  const value = useMemo<CurrentEnvironment | null>(
    () =>
      environment && environments
        ? {
            environment,
            environments,
            choose: (key) => {
              localStorage.setItem(storageKey, key);
              setChosen(key);
            },
          }
        : null,
    [environment, environments],
  );
  if (!value) return whileLoading;
  return <CurrentEnvironmentContext.Provider value={value}>{children}</CurrentEnvironmentContext.Provider>;
}

export function useCurrentEnvironment(): CurrentEnvironment {
  const value = useContext(CurrentEnvironmentContext);
  invariant(value, 'pages are rendered inside CurrentEnvironmentProvider');
  return value;
}

/** Its key; undefined outside the pages. */
export const useEnvironmentKey = (): string | undefined => useContext(CurrentEnvironmentContext)?.environment.key;
