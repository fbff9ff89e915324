import { presenceEveryMs, type PresentTab } from '@penstock/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { flowKeys } from '../../../shared/api/flow-queries';
import { StepPeopleContext, type StepPeople } from '../../../shared/canvas/step-people';
import { FLOW_SETTINGS } from '../model/editor-context';
import { strings } from './strings';

interface Presence {
  /** Other people's tabs. */
  readonly others: readonly PresentTab[];
  readonly isOpenElsewhere: boolean;
}

const alone: Presence = { others: [], isOpenElsewhere: false };
const PresenceContext = createContext<Presence>(alone);
export const usePresence = (): Presence => useContext(PresenceContext);

interface PresenceProviderProps {
  readonly flowId: string;
  readonly tabId: string;
  /** Whose settings are open here. */
  readonly stepId: string | null;
  readonly children: ReactNode;
}

/** Says every few seconds that this tab has the flow open, and where; knows who else has. */
export function PresenceProvider({ flowId, tabId, stepId, children }: PresenceProviderProps) {
  const api = useApi();
  const place = stepId === FLOW_SETTINGS ? null : stepId;
  const { data } = useQuery({
    queryKey: [...flowKeys.flow(flowId), 'presence', place] as const,
    queryFn: () => api.flows.announce(flowId, { tabId, stepId: place }),
    refetchInterval: presenceEveryMs,
    refetchIntervalInBackground: true,
    placeholderData: keepPreviousData,
    // Who cannot say so is not there; the next beat tries again.
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });
  useEffect(() => {
    const leave = (): void => {
      // Nothing waits for it: a tab that does not come to say it is forgotten after half a minute.
      api.flows.announce(flowId, { tabId, stepId: null, isOpen: false }).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [api, flowId, tabId]);
  const presence = useMemo<Presence>(
    () => (data ? { others: data.tabs.filter(({ isYou }) => !isYou), isOpenElsewhere: data.tabs.some(({ isYou }) => isYou) } : alone),
    [data],
  );
  const people = useMemo(() => peopleBySteps(presence.others), [presence]);
  return (
    <PresenceContext.Provider value={presence}>
      <StepPeopleContext.Provider value={people}>{children}</StepPeopleContext.Provider>
    </PresenceContext.Provider>
  );
}

function peopleBySteps(tabs: readonly PresentTab[]): StepPeople {
  const people = new Map<string, string[]>();
  for (const { stepId, name } of tabs) {
    if (stepId === null) continue;
    const names = people.get(stepId) ?? [];
    if (!names.includes(name)) people.set(stepId, [...names, name]);
  }
  return people;
}

/** Above the settings of a step that somebody else has open. */
export function AlsoEditing({ stepId }: { readonly stepId: string }) {
  const names = useContext(StepPeopleContext).get(stepId);
  if (!names) return null;
  return (
    <div className="ps-notice ps-notice--attention" role="status">
      <div className="ps-notice__title">{strings.editing(names)}</div>
      <div>{strings.editingHelp}</div>
    </div>
  );
}
