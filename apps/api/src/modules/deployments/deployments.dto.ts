import { changeDeploymentRequest, deployment, deploymentChange, deploymentStatus, deployRequest, deployResult, environmentKey, pageOf, pageQuery, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Without `status`: what is live. */
export const deploymentQuery = pageQuery.extend({
  environment: environmentKey.optional(),
  flowId: uuid.optional(),
  status: deploymentStatus.optional(),
});
export type DeploymentQuery = z.infer<typeof deploymentQuery>;

export class DeploymentQueryDto extends createZodDto(deploymentQuery) {}
export class DeploymentParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class ChangeDeploymentRequestDto extends createZodDto(changeDeploymentRequest) {}
export class DeploymentChangeDto extends createZodDto(deploymentChange) {}
export class DeployRequestDto extends createZodDto(deployRequest) {}
export class DeployResultDto extends createZodDto(deployResult) {}
export class DeploymentPageDto extends createZodDto(pageOf(deployment)) {}
