/** So many tasks at once, which may change. Those beyond wait in the order in which they came, at most one of each camera. */
export class Lane {
  private readonly waiting = new Map<string, () => Promise<void>>();
  private taken = 0;

  constructor(private readonly places: () => number) {}

  get waitingCount(): number {
    return this.waiting.size;
  }

  /** `task` never rejects. False where this camera waits already: then this task is not done. */
  enter(cameraId: string, task: () => Promise<void>): boolean {
    if (this.taken < this.places()) {
      void this.run(task);
      return true;
    }
    if (this.waiting.has(cameraId)) return false;
    this.waiting.set(cameraId, task);
    return true;
  }

  /** Forgets whoever waits. */
  clear(): void {
    this.waiting.clear();
  }

  private async run(task: () => Promise<void>): Promise<void> {
    this.taken += 1;
    await task();
    this.taken -= 1;
    while (this.taken < this.places()) {
      const [next] = this.waiting;
      if (next === undefined) return;
      this.waiting.delete(next[0]);
      void this.run(next[1]);
    }
  }
}
