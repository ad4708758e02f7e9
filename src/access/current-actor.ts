import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM_ACTOR } from './actor.js';

interface Scene {
  actor: Actor;
}

/**
 * Who is at work, known everywhere below a request without being handed from call to call. What the service does of
 * its own accord is done by {@link SYSTEM_ACTOR}.
 */
@Injectable()
export class CurrentActor {
  private readonly scenes = new AsyncLocalStorage<Scene>();

  get(): Actor {
    return this.scenes.getStore()?.actor ?? SYSTEM_ACTOR;
  }

  /** Everything that `work` starts, at once or later, is done by `actor`. */
  run<T>(actor: Actor, work: () => T): T {
    return this.scenes.run({ actor }, work);
  }

  /** Names the actor of the scene that {@link run} opened: the guard learns it after the request has begun. */
  become(actor: Actor): void {
    const scene = this.scenes.getStore();
    if (scene === undefined) throw new Error('There is no scene to become somebody in.');
    scene.actor = actor;
  }
}
