import { AsyncResource } from 'node:async_hooks';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Log } from '../logging/log.js';

/** The class of an event: a past-tense fact with ids, exported by the room that makes it. */
export type EventClass<E extends object> = abstract new (...args: never[]) => E;

type Listener = (event: object) => void | Promise<void>;

/**
 * Carries facts from a room to the rooms after it, in this process, after the commit that made them true. A listener
 * that fails is logged and harms neither the producer nor the other listeners: consumers reconcile from the tables
 * at start, so a lost event delays and never loses. What a listener does, and every timer that it starts, is the
 * service's own doing: it does not inherit who acted in the request that made the fact.
 */
@Injectable()
export class EventBus implements OnModuleDestroy {
  private readonly listeners = new Map<unknown, Listener[]>();
  private isStopping = false;
  private readonly ownScene = new AsyncResource('EventBus');

  constructor(@Inject(Log) private readonly log: Log) {}

  /** What listeners need closes before all of them are done: the next start reads it again, and nobody need know. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  on<E extends object>(eventClass: EventClass<E>, listener: (event: E) => void | Promise<void>): void {
    const known = this.listeners.get(eventClass) ?? [];
    this.listeners.set(eventClass, [...known, listener as Listener]);
  }

  publish(event: object): void {
    for (const listener of this.listeners.get(event.constructor) ?? []) this.deliver(listener, event);
  }

  private deliver(listener: Listener, event: object): void {
    const failed = (cause: unknown): void => {
      const level = this.isStopping ? 'debug' : 'error';
      this.log[level]({ event: event.constructor.name, err: cause }, 'a listener failed on an event');
    };
    try {
      const pending = this.ownScene.runInAsyncScope(listener, null, event);
      if (pending instanceof Promise) pending.catch(failed);
    } catch (cause) {
      failed(cause);
    }
  }
}
