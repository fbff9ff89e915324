import type { FastifyInstance } from 'fastify';
import { RequestError } from '../problem/request.errors';

/** The one address that takes a file; its body reaches the handler as a stream. */
const FILE_ROUTE = '/api/v1/files';

/** JSON and nothing else (S3), but for files at their own address: a form or a text that looks like JSON is refused with 415. */
export function acceptJsonOnly(instance: FastifyInstance): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Actions without input (retry, cancel) are sent with a content type and no body by many clients.
    if (body === '') done(null, undefined);
    else void parseJson(request, body as string, done);
  });
  instance.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    if (request.routeOptions.url === FILE_ROUTE) done(null, payload);
    else done(new RequestError('CONTENT_TYPE_UNSUPPORTED', 'This address takes application/json only. Nothing was changed.'));
  });
}
