import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Browsers open connections that they may need later. One that has never asked anything counts for Node as busy for a
 * minute, and a service that stops would wait for it.
 */
export function dropUnused(app: NestFastifyApplication): void {
  const server = app.getHttpServer() as Server;
  const unused = new Set<Socket>();
  let isStopping = false;
  server.on('connection', (socket: Socket) => {
    if (isStopping) return socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const use = ({ socket }: IncomingMessage): void => void unused.delete(socket);
  server.on('request', use);
  server.on('upgrade', use);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', async () => {
      isStopping = true;
      for (const socket of unused) socket.destroy();
    });
}
