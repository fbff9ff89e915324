import type { Role } from '@penstock/contracts';

/** Who may do what, in one place. Deploying outside the sandbox is decided by the use case. */
export const everyone: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst', 'operator', 'approver', 'auditor'];
export const owners: readonly Role[] = ['owner'];
export const administrators: readonly Role[] = ['owner', 'administrator'];
export const designers: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst'];
export const connectionKeepers: readonly Role[] = ['owner', 'administrator', 'builder'];
/** Who may start a flow by hand or read a record again: operators everywhere, designers in the sandbox (decided by the use case). */
export const starters: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst', 'operator'];
export const operators: readonly Role[] = ['owner', 'administrator', 'operator'];
/** Who may pause, drain, stop and activate what is live; analysts in the sandbox (decided by the use case). */
export const deploymentKeepers: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst', 'operator'];
/** Who may decide about promotions; never about their own (decided by the use case, and by the database). */
export const approvers: readonly Role[] = ['owner', 'administrator', 'approver'];
/** Who may take the evidence of a promotion away: it holds entries of the audit log. */
export const evidenceReaders: readonly Role[] = ['owner', 'administrator', 'approver', 'auditor'];
/** Who may read, export and verify the audit log. */
export const auditReaders: readonly Role[] = ['owner', 'administrator', 'auditor'];
/** Who may ask for a comparison of schemas and put what it found aside. */
export const schemaKeepers: readonly Role[] = ['owner', 'administrator', 'builder', 'analyst', 'operator'];
/** Who may hold a connection and let it go again: those who keep it and those who watch the runs. */
export const weatherKeepers: readonly Role[] = ['owner', 'administrator', 'builder', 'operator'];
