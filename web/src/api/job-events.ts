/** What the service tells of a long job, by the names of its events. */
type Heard = Readonly<Record<string, (told: never) => void>>;

/**
 * Server-sent events of one job until `last` was heard; call what it answers to stop before. The browser itself comes
 * again where the line breaks.
 */
export function watchJob(path: string, heard: Heard, last: string): () => void {
  const events = new EventSource(path);
  for (const [name, hear] of Object.entries(heard)) {
    events.addEventListener(name, (event) => {
      if (name === last) events.close();
      hear(JSON.parse((event as MessageEvent<string>).data) as never);
    });
  }
  return () => events.close();
}
