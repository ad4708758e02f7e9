import { DeliveryAttempted } from '../../src/notify/index.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { describeWith } from '../needs.js';
import { Authority, type Identity } from '../receivers/authority.js';
import { MailServer } from '../receivers/mail.js';
import { Receiver } from '../receivers/receiver.js';
import { deliveriesOf, enterChannel, notice, post, startNotifyTown, WEBHOOK_SECRET } from './notify-town.js';
import type { Service } from './service.js';

const LOGIN = { username: 'shouwang', password: 'a password for mail' };
const PATH_TOKEN = 'a-token-in-the-address';
const HERE = 'IP:127.0.0.1';
const OVER = -1;
const ELSEWHERE = 'DNS:elsewhere.example';
const TRUST_IT =
  'Put the certificate of the authority that signed it into a PEM file, name that in notify.trustedCaFile ' +
  '(SHOUWANG_NOTIFY_TRUSTED_CA_FILE), start anew, then retry.';

describeWith('openssl', 'receivers that prove who they are', () => {
  let ours: Authority;
  let strangers: Authority;
  let service: Service;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    ours = new Authority();
    strangers = new Authority();
    service = await startNotifyTown({ NOTIFY_TRUSTED_CA_FILE: ours.file, NOTIFY_MAX_ATTEMPTS: '100' });
  }, 30_000);
  afterEach(async () => {
    const { items } = await service.json<{ items: { id: string }[] }>('GET', '/api/v1/channels');
    for (const { id } of items) await service.request('DELETE', `/api/v1/channels/${id}`);
    for (const server of open.splice(0)) await server.close();
  });
  afterAll(async () => {
    await service.close();
    ours.remove();
    strangers.remove();
  });

  async function webhook(identity: Identity): Promise<Receiver> {
    const receiver = await Receiver.start(() => ({ status: 204, body: '' }), { identity });
    open.push(receiver);
    const url = `https://127.0.0.1:${receiver.port}/${PATH_TOKEN}`;
    await enterChannel(service, '接口', { kind: 'webhook', url, secret: WEBHOOK_SECRET });
    return receiver;
  }

  async function mail(security: 'tls' | 'starttls', identity: Identity | null): Promise<MailServer> {
    const tls = identity === null ? {} : { tls: { ...identity, from: security } };
    const server = await MailServer.start({ login: LOGIN, ...tls });
    open.push(server);
    const target = { kind: 'email', host: '127.0.0.1', port: server.port, security, ...LOGIN };
    const people = { from: 'shouwang@town.example', to: ['zhang@town.example'] };
    await enterChannel(service, '邮件', { ...target, ...people });
    return server;
  }

  /** How the attempt ended, with what is written down of it. */
  async function told(): Promise<object> {
    const over = new Promise<string>((resolve) =>
      service.app.get(EventBus).on(DeliveryAttempted, ({ outcome }) => resolve(outcome)),
    );
    await post(service, notice());
    const outcome = await over;
    const [delivery] = await deliveriesOf(service, 'limit=1');
    const { lastError, advice } = delivery!;
    for (const secret of [WEBHOOK_SECRET, LOGIN.password, PATH_TOKEN])
      expect(JSON.stringify(delivery)).not.toContain(secret);
    return { outcome, lastError, advice };
  }

  const SENT = { outcome: 'sent', lastError: null, advice: null };
  const unproven = (code: string) => ({
    outcome: 'refused',
    lastError: `nobody whom we trust has signed its certificate (${code})`,
    advice: TRUST_IT,
  });
  const OTHER_HOST = {
    outcome: 'refused',
    lastError: 'its certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID)',
    advice: 'Enter the host that stands in the certificate, or have one made for this host; then retry.',
  };

  const OUT_OF_TIME = {
    outcome: 'failed',
    lastError: 'its certificate is not valid now (CERT_HAS_EXPIRED)',
    advice: 'Have the certificate of the receiver renewed, or put our clock right; then retry.',
  };

  it('over HTTPS are believed by an authority that the configuration names', async () => {
    const receiver = await webhook(ours.identityFor(HERE));
    expect(await told()).toEqual(SENT);
    expect(receiver.received).toHaveLength(1);
  });

  it('over HTTPS are refused by another authority, before anything is sent', async () => {
    const receiver = await webhook(strangers.identityFor(HERE));
    expect(await told()).toEqual(unproven('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
    expect(receiver.received).toEqual([]);
  });

  it('over HTTPS are refused with the certificate of another host', async () => {
    const receiver = await webhook(ours.identityFor(ELSEWHERE));
    expect(await told()).toEqual(OTHER_HOST);
    expect(receiver.received).toEqual([]);
  });

  it('over HTTPS get nothing by a certificate that is over, and all of it once it is renewed', async () => {
    const renewed = ours.identityFor(HERE);
    const receiver = await webhook(ours.identityFor(HERE, OVER));
    expect(await told()).toEqual(OUT_OF_TIME);
    expect(receiver.received).toEqual([]);
    receiver.renew(renewed);
    expect(await receiver.got(1)).toHaveLength(1);
  });

  describe.each(['tls', 'starttls'] as const)('that take mail by %s', (security) => {
    it('are believed by an authority that the configuration names', async () => {
      const server = await mail(security, ours.identityFor(HERE));
      expect(await told()).toEqual(SENT);
      expect(await server.got(1)).toMatchObject([{ login: LOGIN.username }]);
    });

    it('are refused by another authority, and get no password', async () => {
      const server = await mail(security, strangers.identityFor(HERE));
      expect(await told()).toEqual(unproven('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
      expect(server.logins).toEqual([]);
    });

    it('are tried again while their certificate is over, and get no password', async () => {
      const server = await mail(security, ours.identityFor(HERE, OVER));
      expect(await told()).toEqual(OUT_OF_TIME);
      expect(server.logins).toEqual([]);
    });

    it('are refused with the certificate of another host, and get no password', async () => {
      const server = await mail(security, ours.identityFor(ELSEWHERE));
      expect(await told()).toEqual(OTHER_HOST);
      expect(server.logins).toEqual([]);
    });
  });

  it('by STARTTLS are refused where it is not offered, and get no password', async () => {
    const server = await mail('starttls', null);
    expect(await told()).toMatchObject({
      outcome: 'refused',
      advice:
        'The mail server offers no STARTTLS on this port: check the port, or choose `tls` or `none`; then retry.',
    });
    expect(server.logins).toEqual([]);
  });

  it('by TLS are refused where the port speaks none', async () => {
    await mail('tls', null);
    expect(await told()).toEqual({
      outcome: 'refused',
      lastError: 'it does not speak TLS on this port (ERR_SSL_WRONG_VERSION_NUMBER)',
      advice: 'Check the port; a mail server speaks either TLS or STARTTLS there. Then retry.',
    });
  });
});
