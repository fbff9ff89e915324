import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Addresses that belong to programs: a wrong one is answered with a problem, never with the page. */
const programPaths = /^\/(api|hooks|health|metrics)(\/|$)/;

/**
 * Serves the built designer: files with a hash in their name for ever, and for every other address the page, whose
 * router knows what to show.
 */
export async function serveDesigner(instance: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(folder)) return;
  await instance.register(fastifyStatic, {
    root: folder,
    serve: false,
    decorateReply: !instance.hasReplyDecorator('sendFile'),
    index: false,
  });
  instance.get('/', (_, reply) => sendPage(reply, folder));
  instance.get('/assets/*', (request, reply) =>
    reply.sendFile(pathOf(request), folder, { immutable: true, maxAge: '365d', cacheControl: true }),
  );
  instance.get('/*', (request, reply) => {
    const path = pathOf(request);
    if (programPaths.test(`/${path}`)) throw new NotFoundException();
    return /\.[a-z0-9]{2,5}$/i.test(path) ? reply.sendFile(path, folder, { maxAge: '1h' }) : sendPage(reply, folder);
  });
}

const pathOf = (request: FastifyRequest): string => decodeURIComponent(request.url.split('?', 1)[0] ?? '/').slice(1);

/** The page names the current files, so it must be asked for every time. */
const sendPage = (reply: FastifyReply, folder: string): FastifyReply =>
  reply.header('cache-control', 'no-cache').sendFile('index.html', folder, { cacheControl: false });
