import multipart from '@fastify/multipart';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** Media types that a file may come under as the body itself. What it is, its content says. */
const FILE_TYPES = [
  'text/csv',
  'application/csv',
  'application/octet-stream',
  'application/geo+json',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/**
 * Lets bodies of these types and forms through unread, for the routes that take files; `receiveFile` reads them and
 * holds them to its own limit, so the small limit of all other bodies stays.
 */
export async function acceptFiles(adapter: FastifyAdapter): Promise<void> {
  const server = adapter.getInstance();
  server.addContentTypeParser(FILE_TYPES, (_request, _body, done) => done(null, undefined));
  await adapter.register(multipart as never);
}
