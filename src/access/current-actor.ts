import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM_ACTOR } from './actor.js';

/** One request, from its beginning to the answer. */
export interface Scene {
  actor: Actor;
  /** Whether the audit trail keeps it; the guard knows the route and decides. */
  isAudited: boolean;
  /** What was acted on, where the path does not name it; null where nobody said. */
  subject: string | null;
}

export const newScene = (actor: Actor): Scene => ({ actor, isAudited: false, subject: null });

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
    return this.runScene(newScene(actor), work);
  }

  runScene<T>(scene: Scene, work: () => T): T {
    return this.scenes.run(scene, work);
  }

  /** Names the actor of the scene that {@link run} opened: the guard learns it after the request has begun. */
  become(actor: Actor): void {
    this.scene().actor = actor;
  }

  /** Names what is acted on, for the audit trail, where it is not the `:id` of the path. Never a secret. */
  about(subject: string): void {
    const scene = this.scenes.getStore();
    if (scene !== undefined) scene.subject = subject;
  }

  markAudited(): void {
    this.scene().isAudited = true;
  }

  private scene(): Scene {
    const scene = this.scenes.getStore();
    if (scene === undefined) throw new Error('There is no scene to become somebody in.');
    return scene;
  }
}
