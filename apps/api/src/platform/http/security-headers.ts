import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * What a page of this origin may do. Scripts come from files of this origin only. Styles allow inline ones, because
 * the component kit (Mantine) sets positions and sizes by style attributes and injected style elements; styles cannot
 * read data of other origins. Nothing may frame the platform, and it frames nothing.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

export function addSecurityHeaders(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.headers(secureHeaders(request));
    // Answers of the API hold business data: no cache, shared or not, may keep them.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
}

/** What every answer carries, with the id by which its request is found in the log. */
export function secureHeaders(request: FastifyRequest): Record<string, string> {
  const answer: Record<string, string> = { ...headers, 'x-request-id': request.id };
  if (request.protocol === 'https') answer['strict-transport-security'] = 'max-age=31536000';
  return answer;
}
