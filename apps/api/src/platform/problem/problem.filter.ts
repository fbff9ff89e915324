import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOG } from '../tokens';
import { problemContentType, problemDocument } from './problem-document';
import { refusalFrom } from './refusal-from';

/** Every error of every route leaves as a problem document; what is unexpected is logged here and nowhere else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalFrom(thrown);
    const problem = problemDocument(refusal, request.id);
    if (problem.status >= 500) {
      this.log.error({ err: thrown, requestId: request.id, route: request.routeOptions?.url }, 'a request failed');
    }
    if (reply.sent) return;
    const { retryAfterSeconds } = refusal.details;
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
    void reply.status(problem.status).header('content-type', problemContentType).send(JSON.stringify(problem));
  }
}
