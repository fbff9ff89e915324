import { Refusal } from '../../platform/problem/refusal';

export type DeploymentErrorCode = 'DEPLOYMENT_ENDED' | 'DEPLOYMENT_NOT_FOUND' | 'DEPLOYMENT_HAS_OPEN_RUNS' | 'PROMOTION_NEEDED' | 'FLOW_HAS_PROBLEMS' | 'INTAKE_PATH_TAKEN' | 'ROLE_MAY_NOT_DEPLOY_HERE' | 'SENDER_SECRET_NOT_TAKEN';

export class DeploymentError extends Refusal<DeploymentErrorCode> {}
