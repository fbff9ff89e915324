import type { FastifyInstance } from 'fastify';

/** JSON and nothing else (S3): a form or a text that looks like JSON is refused with 415. */
export function acceptJsonOnly(instance: FastifyInstance): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Actions without input (retry, cancel) are sent with a content type and no body by many clients.
    if (body === '') done(null, undefined);
    else void parseJson(request, body as string, done);
  });
}
