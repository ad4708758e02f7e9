import { Inject, Injectable } from '@nestjs/common';
import { NO_SCENES } from '../domain/probe-memory.js';
import { MemoryBook } from './memory-book.js';
import { Turns } from './turns.js';

/** After a camera was turned on purpose, its scene is learned anew. */
@Injectable()
export class ForgetScene {
  constructor(
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(Turns) private readonly turns: Turns,
  ) {}

  /** Waits for a probe that is under way: it would bring back what it began with. */
  async of(cameraId: string): Promise<void> {
    while (this.turns.isTaken(cameraId)) await this.turns.ended(cameraId);
    const memory = this.memories.of(cameraId);
    await this.memories.keep(cameraId, { ...memory, scenes: NO_SCENES, looks: [], standing: [] });
  }
}
