import { LoginGate } from './testing/login-gate.js';
import { h264 } from './testing/nal-units.js';
import { rtpOf } from './testing/rtp.js';
import type { Behaviour } from './testing/rtsp-test-server.js';
import { describes, faultOf, plays, sampleFrom } from './testing/sampling.js';

const login = { username: 'admin', password: 'right' };
const picture = rtpOf([{ payloads: [h264.idr()] }]);

const gateFor = (): LoginGate => new LoginGate({ scheme: 'digest-md5', ...login });
const setsUp: Behaviour = ({ headers }, reply) =>
  reply.send(200, { Transport: headers['transport']!, Session: '7' });

/** Runs once before a request is looked at. */
function first(change: () => void, next: Behaviour): Behaviour {
  let isDone = false;
  return (request, reply) => {
    if (!isDone) change();
    isDone = true;
    next(request, reply);
  };
}

describe('a nonce that grows old', () => {
  it('is renewed where the camera calls it stale, and the login is not rejected', async () => {
    const gate = gateFor();
    let asked = 0;
    const describe: Behaviour = (request, reply) => {
      asked += 1;
      // The second DESCRIBE carries the first nonce, which the camera has forgotten.
      if (asked === 2) Object.assign(gate, { nonce: 'nonce-2', isStale: true });
      gate.guard(describes())(request, reply);
    };
    const { report, camera } = await sampleFrom({ DESCRIBE: describe, PLAY: plays(picture) }, { login });

    expect(report.frame?.ok).toBe(true);
    expect(report).toMatchObject({ loginAccepted: true, loginRejected: false });
    expect(camera.methods().filter((method) => method === 'DESCRIBE')).toHaveLength(3);
  });

  it('is renewed once only: a camera that always says stale has rejected the login', async () => {
    const gate = gateFor();
    gate.isStale = true;
    const always: Behaviour = (request, reply) => {
      gate.nonce += 'x';
      gate.guard(describes())(request, reply);
    };
    const sampled = await sampleFrom({ DESCRIBE: always }, { login });

    expect(faultOf(sampled)).toBe('login-rejected');
    expect(gate.rejected).toBe(2);
  });

  it.each(['SETUP', 'PLAY'])(
    'is renewed in the middle of a session, at %s, also without stale',
    async (method) => {
      const gate = gateFor();
      const renew = (): void => void (gate.nonce = 'nonce-2');
      const behaviours = { SETUP: gate.guard(setsUp), PLAY: gate.guard(plays(picture)) };
      const { report, camera } = await sampleFrom(
        {
          DESCRIBE: gate.guard(describes()),
          ...behaviours,
          [method]: first(renew, behaviours[method as 'PLAY']),
        },
        { login },
      );

      expect(report.frame?.ok).toBe(true);
      expect(report.loginRejected).toBe(false);
      expect(camera.methods().filter((asked) => asked === method)).toHaveLength(2);
    },
  );

  it('is renewed for TEARDOWN too', async () => {
    const gate = gateFor();
    const renew = (): void => void (gate.nonce = 'nonce-2');
    const goodbye = gate.guard((_request, reply) => reply.send(200));
    const { camera } = await sampleFrom(
      { DESCRIBE: gate.guard(describes()), PLAY: plays(picture), TEARDOWN: first(renew, goodbye) },
      { login },
    );

    expect(camera.methods().slice(-2)).toEqual(['TEARDOWN', 'TEARDOWN']);
    expect(gate.rejected).toBe(1);
  });

  it.each(['same nonce', 'new nonce'])(
    'is no wrong password where the camera took the login and then answers SETUP with 401 (%s)',
    async (kind) => {
      const gate = gateFor();
      const full: Behaviour = (_request, reply) => {
        if (kind === 'new nonce') gate.nonce += 'x';
        reply.send(401, { 'WWW-Authenticate': gate.challenge() });
      };
      const sampled = await sampleFrom({ DESCRIBE: gate.guard(describes()), SETUP: full }, { login });

      expect(faultOf(sampled)).toBe('stream-busy');
      expect(sampled.report).toMatchObject({ loginAccepted: true, loginRejected: false });
      expect(sampled.camera.methods().filter((method) => method === 'SETUP').length).toBeLessThan(3);
    },
  );
});
