import { Redis } from 'ioredis';

/** Acts, and resolves in the moment in which a probe that will try the login of this camera goes out to its zone. */
export async function whenLoginGoesOut(
  queueUrl: string,
  cameraId: string,
  act: () => Promise<void>,
): Promise<void> {
  const client = new Redis(queueUrl);
  const monitor = await client.monitor();
  try {
    const goneOut = new Promise<void>((resolve) => {
      monitor.on('monitor', (_at: string, words: readonly string[]) => {
        if (words.some((word) => bearsLogin(word, cameraId))) resolve();
      });
    });
    await act();
    await goneOut;
  } finally {
    monitor.disconnect();
    client.disconnect();
  }
}

/** A job is JSON in JSON, and a monitor escapes both. */
function bearsLogin(word: string, cameraId: string): boolean {
  const text = word.replaceAll('\\', '');
  if (!text.includes('"errands":')) return false;
  const errand = new RegExp(`"cameraId":"${cameraId}".*?"kind":"(\\w+)".*?"login":(null|{)`).exec(text);
  return errand !== null && errand[1] !== 'heartbeat' && errand[2] !== 'null';
}
