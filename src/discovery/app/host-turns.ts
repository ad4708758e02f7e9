/** At one host, one visit at a time: a device has few sessions, and its logins are counted. */
export class HostTurns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<T>(host: string, visit: () => Promise<T>): Promise<T> {
    const mine = (this.last.get(host) ?? Promise.resolve()).then(visit);
    const settled = mine.catch(() => undefined);
    this.last.set(host, settled);
    try {
      return await mine;
    } finally {
      if (this.last.get(host) === settled) this.last.delete(host);
    }
  }
}
