import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { invariant } from '@penstock/kernel';
import { ALLOWED_ROLES, IS_OF_ENVIRONMENT, IS_PUBLIC } from './access.decorators';

export interface GuardedRoute {
  /** `FlowsController.list`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly roles: readonly string[];
  /** Whether roles for one environment count. */
  readonly isOfEnvironment: boolean;
}

/** @throws InvariantViolation when a route says neither who may use it nor that it is public, or says both. */
export function assertEveryRouteIsGuarded(app: INestApplicationContext): readonly GuardedRoute[] {
  const routes = routesOf(app);
  for (const { name, isPublic, roles } of routes) {
    invariant(isPublic !== roles.length > 0, `route ${name} has exactly one of @Allow(roles) and @Public()`);
  }
  return routes;
}

function routesOf(app: INestApplicationContext): GuardedRoute[] {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (!handler || Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
        return [describeRoute(reflector, metatype as Type, handler)];
      });
    });
}

function describeRoute(reflector: Reflector, controller: Type, handler: () => unknown): GuardedRoute {
  const parts = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)] as unknown[];
  return {
    name: `${controller.name}.${handler.name}`,
    method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
    path: `/${parts.map(String).filter((part) => part !== '/').join('/')}`,
    isPublic: reflector.get<boolean | undefined>(IS_PUBLIC, handler) === true,
    roles: reflector.get<readonly string[] | undefined>(ALLOWED_ROLES, handler) ?? [],
    isOfEnvironment: reflector.get<boolean | undefined>(IS_OF_ENVIRONMENT, handler) === true,
  };
}
