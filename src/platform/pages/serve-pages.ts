import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { pagesPolicy } from './pages-policy.js';

/** The build puts them there. Not there where sources run unbuilt. */
const PAGES = fileURLToPath(new URL('../../web', import.meta.url));
/** What the service answers itself, and never with a page. */
const NO_PAGE = /^\/(?:api|health|metrics)(?:\/|$)/;
/** These alone are files of their own; a name in `assets` holds a digest of what the file holds. */
const ASSET = /^\/assets\/[\w.-]+$/;
const FILE = /^\/[\w-]+\.(?:svg|txt|webmanifest)$/;

/**
 * The pages, for every address that no route of the service has: which page it is, is for the browser to say. They know
 * the API alone, fetch nothing from another host but tiles of a map, and run nothing but their own scripts.
 */
export async function servePages(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(PAGES)) return;
  await app.register(fastifyStatic, { root: PAGES, serve: false, preCompressed: true, cacheControl: false });
  const policy = pagesPolicy(app.get(Config).map);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => sendPage(request, reply, policy));
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  policy: Readonly<Record<string, string>>,
): FastifyReply | void {
  const [path = '/'] = request.url.split('?');
  if (NO_PAGE.test(path)) return reply.callNotFound();
  const isAsset = path.startsWith('/assets/');
  const isThere = !isAsset || (ASSET.test(path) && existsSync(PAGES + path));
  if (!isThere) return reply.callNotFound();
  const age = isAsset ? 'public, max-age=31536000, immutable' : 'no-cache';
  void reply.headers({ ...policy, 'cache-control': age });
  return reply.sendFile(isAsset || FILE.test(path) ? path.slice(1) : 'index.html');
}
