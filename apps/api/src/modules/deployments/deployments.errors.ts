import { Refusal } from '../../platform/problem/refusal';

export type DeploymentErrorCode = 'FLOW_HAS_PROBLEMS' | 'INTAKE_PATH_TAKEN' | 'ROLE_MAY_NOT_DEPLOY_HERE';

export class DeploymentError extends Refusal<DeploymentErrorCode> {}
