import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { nobody } from './actor.js';
import { CurrentActor } from './current-actor.js';

/**
 * Every request is a scene of its own, in which nobody acts until the guard knows better. After the body, whose events
 * would lead out of the scene again.
 */
export function openScenes(app: NestFastifyApplication): void {
  const actors = app.get(CurrentActor);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preHandler', (request, _reply, done) => actors.run(nobody(request.ip), done));
}
