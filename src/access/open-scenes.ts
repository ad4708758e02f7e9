import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { nobody } from './actor.js';
import { CurrentActor, newScene, type Scene } from './current-actor.js';

const scenes = new WeakMap<object, Scene>();

/**
 * Every request is a scene of its own, in which nobody acts until the guard knows better. After the body, whose events
 * would lead out of the scene again.
 */
export function openScenes(app: NestFastifyApplication): void {
  const actors = app.get(CurrentActor);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preHandler', (request, _reply, done) => actors.runScene(sceneOf(request), done));
}

/** The scene of a request, also for what answers it outside of its asynchronous context. */
export function sceneOf(request: FastifyRequest): Scene {
  const scene = scenes.get(request.raw) ?? newScene(nobody(request.ip));
  scenes.set(request.raw, scene);
  return scene;
}
