/**
 * Works on the items in order, at most `limit` at once, taking each only when there is room for it. Waits for all that
 * has begun, also where one fails; then rejects with the first failure.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done && !hasFailed; next = iterator.next()) {
      try {
        await work(next.value);
      } catch (cause) {
        hasFailed = true;
        throw cause;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: limit }, worker));
  const failure = workers.find(({ status }) => status === 'rejected');
  if (failure !== undefined) throw (failure as PromiseRejectedResult).reason;
}
