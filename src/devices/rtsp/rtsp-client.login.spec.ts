import { LoginGate, type GateOptions } from './testing/login-gate.js';
import { h264 } from './testing/nal-units.js';
import { rtpOf } from './testing/rtp.js';
import type { Behaviour, Behaviours } from './testing/rtsp-test-server.js';
import { describes, faultOf, H264_SDP, plays, sampleFrom } from './testing/sampling.js';

const login = { username: 'admin', password: 'right' };
const picture = rtpOf([{ payloads: [h264.idr()] }]);
const setsUp: Behaviour = ({ headers }, reply) =>
  reply.send(200, { Transport: headers['transport']!, Session: '7' });
const ok: Behaviour = (_request, reply) => reply.send(200);

const bearer: Behaviour = (_request, reply) => reply.send(401, { 'WWW-Authenticate': 'Bearer realm="x"' });

/** A camera that asks for the login at every request. */
function guarded(gate: LoginGate): Behaviours {
  return {
    DESCRIBE: gate.guard(describes()),
    SETUP: gate.guard(setsUp),
    PLAY: gate.guard(plays(picture)),
    TEARDOWN: gate.guard(ok),
  };
}

function digestGate(): LoginGate {
  return new LoginGate({ scheme: 'digest-md5', ...login });
}

describe('login over RTSP', () => {
  const logins = [
    ['admin', 'plain'],
    ['admin', 'p@ss:w/o%r#d'],
    ['管理员', '密码'],
    ['ad"min', 'quo\\te"d'],
  ] as const;
  const schemes: readonly GateOptions['scheme'][] = ['basic', 'digest-md5', 'digest-sha256'];
  const cases = schemes.flatMap((scheme) =>
    logins
      // A name with a quotation mark is escaped in Digest, which the gate does not read.
      .filter(([username]) => scheme === 'basic' || !username.includes('"'))
      .map(([username, password]) => ({ scheme, username, password })),
  );

  it.each(cases)('takes $scheme with $username and $password', async (options) => {
    const gate = new LoginGate(options);
    const { report, camera } = await sampleFrom(guarded(gate), { login: options });

    expect(report.frame?.ok).toBe(true);
    expect(report).toMatchObject({ loginAccepted: true, loginRejected: false });
    expect(gate.rejected).toBe(0);
    expect(camera.methods()).toEqual(['DESCRIBE', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
  });

  it('asks first without a login', async () => {
    const { camera } = await sampleFrom(guarded(digestGate()), { login });

    expect(camera.request('DESCRIBE', 0).headers).not.toHaveProperty('authorization');
    expect(camera.request('DESCRIBE', 1).headers).toHaveProperty('authorization');
  });

  it('counts the uses of a nonce', async () => {
    const gate = digestGate();
    await sampleFrom(guarded(gate), { login });

    expect(gate.nonceCounts).toEqual(['00000001', '00000002', '00000003', '00000004']);
  });

  it.each(schemes)('sends a wrong password once (%s)', async (scheme) => {
    const gate = new LoginGate({ scheme, ...login });
    const sampled = await sampleFrom(guarded(gate), { login: { ...login, password: 'wrong' } });

    expect(faultOf(sampled)).toBe('login-rejected');
    expect(sampled.report).toMatchObject({ loginRejected: true, loginAccepted: false });
    expect(gate.rejected).toBe(1);
  });

  it('sends a wrong password once where the camera makes a new nonce each time', async () => {
    const gate = digestGate();
    const refuses: Behaviour = (request, reply) => {
      gate.nonce += 'x';
      gate.guard(ok)(request, reply);
    };
    const sampled = await sampleFrom({ DESCRIBE: refuses }, { login });

    expect(faultOf(sampled)).toBe('login-rejected');
    expect(gate.rejected).toBe(1);
  });

  it('shows neither name nor password where the login is refused', async () => {
    const { report } = await sampleFrom(guarded(digestGate()), {
      login: { username: 'secret-name', password: 'secret-word' },
    });

    expect(JSON.stringify(report)).not.toContain('secret');
  });

  it('takes 403 to the login that it sent for a refusal of it', async () => {
    const forbids: Behaviour = ({ headers }, reply) =>
      headers['authorization'] === undefined
        ? reply.send(401, { 'WWW-Authenticate': 'Basic realm="x"' })
        : reply.send(403);
    const sampled = await sampleFrom({ DESCRIBE: forbids }, { login });

    expect(faultOf(sampled)).toBe('login-rejected');
    expect(sampled.report.loginRejected).toBe(true);
  });

  it('sends back no login that the camera wrote into its control address', async () => {
    const sdp = H264_SDP.replace(/a=control:\S+/g, 'a=control:rtsp://admin:leaked@192.168.1.9/track 1');
    const { camera } = await sampleFrom({ DESCRIBE: describes(sdp), SETUP: setsUp, PLAY: plays(picture) });

    expect(camera.request('SETUP', 0).uri).toBe('rtsp://192.168.1.9/track%201');
  });

  it('has no credential where the camera asks and none is registered', async () => {
    const sampled = await sampleFrom(guarded(digestGate()));

    expect(faultOf(sampled)).toBe('no-credential');
    expect(sampled.report.loginRejected).toBe(false);
    expect(sampled.camera.methods()).toEqual(['DESCRIBE']);
  });

  it('does not send the password in a scheme that it does not know', async () => {
    const sampled = await sampleFrom({ DESCRIBE: bearer }, { login });

    expect(faultOf(sampled)).toBe('stream-error');
    expect(sampled.camera.methods()).toEqual(['DESCRIBE']);
  });
});
