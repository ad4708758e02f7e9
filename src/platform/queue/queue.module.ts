import { Module } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { Log } from '../logging/log.js';
import { BullQueues } from './bull-queues.js';
import { MemoryQueues } from './memory-queues.js';
import { Queues } from './queues.js';

/**
 * Between the parts of one process in the role `all`, else between processes, on the server of `queue.url`. Who is patient
 * starts without a server that does not answer yet.
 */
export async function openQueues(
  { queue }: Config,
  clock: Clock,
  log: Log,
  isPatient = false,
): Promise<Queues> {
  const { url } = queue;
  if (url === null) return new MemoryQueues(clock);
  // Loaded where it is needed: one process alone starts sooner without it.
  const { postgresEngine, redisEngine, redisOptions } = await import('./bull-engines.js');
  const engine = url.startsWith('redis')
    ? await redisEngine(url, { isPatient, ...redisOptions(queue) })
    : await postgresEngine(url, { isPatient });
  return new BullQueues(engine, log);
}

@Module({
  providers: [{ provide: Queues, inject: [Config, Clock, Log], useFactory: openQueues }],
  exports: [Queues],
})
export class QueueModule {}
