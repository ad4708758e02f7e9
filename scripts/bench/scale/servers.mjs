import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '../../free-port.mjs';
import { startProgram } from '../processes.mjs';

/** A Redis of our own that keeps nothing on the disk. */
export async function startRedis() {
  const port = await freePort();
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const server = await startProgram('redis-server', args, {
    isSaid: (line) => (line.includes('Ready to accept connections') ? true : null),
  });
  return { ...server, url: `redis://127.0.0.1:${port}`, bytes: () => bytesOf(port) };
}

/** What went in and out since the start. */
async function bytesOf(port) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write('INFO stats\r\n');
  let said = '';
  while (!/total_net_output_bytes:\d+\r/.test(said)) said += (await once(socket, 'data'))[0];
  socket.destroy();
  const [, input, output] = /total_net_input_bytes:(\d+)[^]*total_net_output_bytes:(\d+)/.exec(said);
  return Number(input) + Number(output);
}
