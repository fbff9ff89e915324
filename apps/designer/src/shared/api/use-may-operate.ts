import type { Environment, Role } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context';
import { useEnvironmentKey } from './current-environment';
import { sessionQuery } from './session-queries';

const operators: readonly Role[] = ['owner', 'administrator', 'operator'];

const weatherKeepers: readonly Role[] = [...operators, 'builder'];

/** Whether the person may retry, settle and decide; the server asks again. */
export const useMayOperate = (): boolean => useHasRole(operators);

const schemaKeepers: readonly Role[] = [...weatherKeepers, 'analyst'];

/** Whether the person may ask for a comparison of schemas and put findings aside; the server asks again. */
export const useMayKeepSchemas = (): boolean => useHasRole(schemaKeepers);

const designers: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst'];

/** Whether the person may change drafts of flows; the server asks again. */
export const useMayDesign = (): boolean => useHasRole(designers);

/** Whether the person may hold connections and let them go again; the server asks again. */
export const useMayKeepWeather = (): boolean => useHasRole(weatherKeepers);

/** Of the environment that is shown, where the person has another role there. */
const approvers: readonly Role[] = ['owner', 'administrator', 'approver'];

/** Whether the person may decide about promotions and roll back; the server asks again. */
export const useMayApprove = (): boolean => useHasRole(approvers);

const evidenceReaders: readonly Role[] = [...approvers, 'auditor'];

/** Whether the person may take the evidence of a promotion away; the server asks again. */
export const useMayTakeEvidence = (): boolean => useHasRole(evidenceReaders);

const administrators: readonly Role[] = ['owner', 'administrator'];

/** Whether the person may change environments and their rules: by the role in the organisation; the server asks again. */
export function useMayAdminister(): boolean {
  const { data: session } = useQuery(sessionQuery(useApi()));
  return session != null && administrators.includes(session.user.role);
}

const connectionKeepers: readonly Role[] = [...administrators, 'builder'];

/** Whether the person may change what flows read in an environment: its variables and bindings; the server asks again. */
export function useMayChangeValues(): (environment: Pick<Environment, 'key' | 'demandsPromotion'>) => boolean {
  const { data: session } = useQuery(sessionQuery(useApi()));
  return ({ key, demandsPromotion }) => {
    if (session == null) return false;
    const there = session.user.environmentRoles?.find((each) => each.environment === key);
    return (demandsPromotion ? connectionKeepers : designers).includes(there?.role ?? session.user.role);
  };
}

function useHasRole(roles: readonly Role[]): boolean {
  const { data: session } = useQuery(sessionQuery(useApi()));
  const environment = useEnvironmentKey();
  if (session == null) return false;
  const there = session.user.environmentRoles?.find((each) => each.environment === environment);
  return roles.includes(there?.role ?? session.user.role);
}
