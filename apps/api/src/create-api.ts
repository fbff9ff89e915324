import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { stringifyJson, type Json } from '@penstock/kernel';
import { intakeBounds } from '@penstock/runtime-adapters';
import type { FastifyInstance } from 'fastify';
import { ApiModule } from './api.module';
import { MetricsBoard } from './modules/health/metrics-board';
import { registerIntakeRoutes } from './modules/intake/intake-routes';
import { RotationRunner } from './modules/vault/rotation-runner';
import { assertEveryRouteIsGuarded } from './platform/auth/assert-every-route-is-guarded';
import { acceptJsonOnly } from './platform/http/body-parsing';
import { serveDesigner } from './platform/http/designer-files';
import { serveOpenApi } from './platform/http/open-api';
import { addSecurityHeaders } from './platform/http/security-headers';
import type { Platform } from './platform/platform.module';

/** Bodies of the API itself; a flow of 500 steps is about 400 kB. */
const bodyLimitBytes = 4 * 1024 * 1024;

/** The HTTP side of the platform, initialised and not listening yet. */
export async function createApi(platform: Platform): Promise<NestFastifyApplication> {
  const { config, host, log } = platform;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    trustProxy: config.isBehindProxy,
    genReqId: () => platform.ids.next(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  const instance = adapter.getInstance() as unknown as FastifyInstance;
  registerIntakeRoutes(instance, { host, bodyLimitBytes: config.intakeBodyLimitBytes, heldLimitBytes: intakeBounds.maxHeldBytes, log });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(platform), adapter, {
    bodyParser: false,
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  prepareReplies(instance);
  measureRequests(instance, app.get(MetricsBoard));
  await serveDesigner(instance, config.designerFolder);
  serveOpenApi(app);
  assertEveryRouteIsGuarded(app);
  await app.init();
  await instance.ready();
  app.get(RotationRunner, { strict: false }).watch();
  return app;
}

function prepareReplies(instance: FastifyInstance): void {
  void instance.register(fastifyCookie);
  acceptJsonOnly(instance);
  addSecurityHeaders(instance);
  // Exact decimals leave digit by digit, as they came in.
  instance.setReplySerializer((payload) => stringifyJson(payload as Json));
}

function measureRequests(instance: FastifyInstance, board: MetricsBoard): void {
  instance.addHook('onResponse', (request, reply, done) => {
    board.observeRequest({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}
