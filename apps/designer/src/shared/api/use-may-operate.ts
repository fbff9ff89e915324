import type { Role } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context';
import { sessionQuery } from './session-queries';

const operators: readonly Role[] = ['owner', 'administrator', 'operator'];

/** Whether the person may retry, settle and decide; the server asks again. */
export function useMayOperate(): boolean {
  const { data: session } = useQuery(sessionQuery(useApi()));
  return session != null && operators.includes(session.user.role);
}
