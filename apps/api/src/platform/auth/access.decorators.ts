import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Role } from '@penstock/contracts';
import type { AuthenticatedRequest } from './authenticated-request';
import type { RequestContext } from './request-context';
import { invariant } from '@penstock/kernel';

export const ALLOWED_ROLES = 'penstock:allowed-roles';
export const IS_OF_ENVIRONMENT = 'penstock:of-environment';
export const IS_WHEREVER = 'penstock:wherever';
export const IS_PUBLIC = 'penstock:public';

/** Names the roles that may use a route. Every route has this or `@Public()`; the process refuses to start otherwise. */
export const Allow = (roles: readonly Role[]): MethodDecorator => SetMetadata(ALLOWED_ROLES, roles);

/**
 * Names the roles that may use a route in the environment it acts in: that of the object its address names, or that
 * which its body names as `environment`. A role given for that environment counts there in place of the role in the organisation.
 */
export const AllowThere = (roles: readonly Role[]): MethodDecorator => applyDecorators(Allow(roles), SetMetadata(IS_OF_ENVIRONMENT, true));

/**
 * For routes where a named environment is only a destination, and somebody else decides there: asking for a promotion. The
 * role in the organisation counts alone.
 */
export const AllowWherever = (roles: readonly Role[]): MethodDecorator => applyDecorators(Allow(roles), SetMetadata(IS_WHEREVER, true));

/** Opens a route to everybody. */
export const Public = (): MethodDecorator => SetMetadata(IS_PUBLIC, true);

/** The request context made by the guard. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext): RequestContext => {
  const { context } = execution.switchToHttp().getRequest<AuthenticatedRequest>();
  invariant(context, 'a route that asks for the context is not public');
  return context;
});
