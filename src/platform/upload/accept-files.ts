import multipart from '@fastify/multipart';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** What a file is, its content says. */
const FILE_TYPE = 'application/octet-stream';

/** Routes that take a file, whatever its body is called: `curl --data-binary` says it is a form, GeoJSON is called JSON. */
const FILE_ROUTES: Readonly<Record<string, RegExp>> = {
  POST: /\/(?:import|attachments)(?:\?|$)/,
  PUT: /\/buildings(?:\?|$)/,
};

/**
 * Lets their bodies and forms through unread, for the routes that take files; `receiveFile` reads them and
 * holds them to its own limit, so the small limit of all other bodies stays.
 */
export async function acceptFiles(adapter: FastifyAdapter): Promise<void> {
  const server = adapter.getInstance();
  server.addContentTypeParser(FILE_TYPE, (_request, _body, done) => done(null, undefined));
  server.addHook('onRequest', async ({ method, url, headers }) => {
    const isForm = headers['content-type']?.startsWith('multipart/') === true;
    if (FILE_ROUTES[method]?.test(url) === true && headers['content-type'] !== undefined && !isForm)
      headers['content-type'] = FILE_TYPE;
  });
  await adapter.register(multipart as never);
}
