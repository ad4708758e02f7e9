import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Acts, and resolves in the moment in which a probe that will try the login of this camera goes out to its zone. */
export async function whenLoginGoesOut(
  queueUrl: string,
  cameraId: string,
  act: () => Promise<void>,
): Promise<void> {
  const { hostname, port } = new URL(queueUrl);
  const socket = connect(Number(port), hostname);
  try {
    // Line by line, as for a person: each command that Redis does is one line, whatever is in it.
    socket.write('MONITOR\r\n');
    const lines = createInterface({ input: socket });
    await once(lines, 'line');
    const goneOut = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        if (bearsLogin(line, cameraId)) resolve();
      });
    });
    await act();
    await goneOut;
  } finally {
    socket.destroy();
  }
}

/** A job is JSON in JSON, and the line escapes both. */
export function bearsLogin(line: string, cameraId: string): boolean {
  if (!line.includes(cameraId)) return false;
  const text = line.replaceAll('\\', '');
  if (!text.includes('"errands":')) return false;
  const errand = new RegExp(`"cameraId":"${cameraId}".*?"kind":"(\\w+)".*?"login":(null|{)`).exec(text);
  return errand !== null && errand[1] !== 'heartbeat' && errand[2] !== 'null';
}
