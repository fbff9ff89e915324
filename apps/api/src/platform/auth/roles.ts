import type { Role } from '@penstock/contracts';

/** Who may do what, in one place. Deploying outside the sandbox is decided by the use case. */
export const everyone: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst', 'operator', 'approver', 'auditor'];
export const administrators: readonly Role[] = ['owner', 'administrator'];
export const designers: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst'];
export const connectionKeepers: readonly Role[] = ['owner', 'administrator', 'builder'];
export const operators: readonly Role[] = ['owner', 'administrator', 'operator'];
