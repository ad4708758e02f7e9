import { authorize, parseChallenges } from './digest-auth.js';

const mufasa = { username: 'Mufasa', password: 'Circle of Life' };

describe('parseChallenges', () => {
  it('puts SHA-256 before MD5 before Basic, wherever the device lists them', () => {
    const challenges = parseChallenges([
      'Basic realm="cam", Digest realm="cam", nonce="a", algorithm=MD5, qop="auth"',
      'Digest realm="cam", nonce="b", algorithm=SHA-256, qop="auth,auth-int"',
    ]);
    expect(challenges.map((c) => (c.scheme === 'digest' ? c.algorithm : c.scheme))).toEqual([
      'SHA-256',
      'MD5',
      'basic',
    ]);
  });

  it('keeps commas and escaped quotes inside a realm', () => {
    expect(parseChallenges([String.raw`Digest realm="gate, \"north\"", nonce="n"`])).toEqual([
      {
        scheme: 'digest',
        realm: 'gate, "north"',
        nonce: 'n',
        algorithm: 'MD5',
        qopAuth: false,
        stale: false,
      },
    ]);
  });

  it.each([
    ['an unknown scheme', 'Negotiate'],
    ['an unknown algorithm', 'Digest realm="r", nonce="n", algorithm=SHA-512-256'],
    ['a quality of protection without auth', 'Digest realm="r", nonce="n", qop="auth-int"'],
    ['a missing nonce', 'Digest realm="r"'],
  ])('leaves out %s', (_name, header) => {
    expect(parseChallenges([header])).toEqual([]);
  });
});

describe('authorize', () => {
  it('gives the MD5 response of RFC 2617, section 3.5', () => {
    const [challenge] = parseChallenges([
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    ]);
    const header = authorize(challenge!, {
      method: 'GET',
      uri: '/dir/index.html',
      login: { username: 'Mufasa', password: 'Circle Of Life' },
      nonceCount: 1,
      cnonce: '0a4f113b',
    });
    expect(header).toContain('response="6629fae49393a05397450978507c4ef1"');
    expect(header).toContain('nc=00000001');
  });

  it('gives the SHA-256 response of RFC 7616, section 3.9.1', () => {
    const [challenge] = parseChallenges([
      'Digest realm="http-auth@example.org", qop="auth", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    ]);
    const header = authorize(challenge!, {
      method: 'GET',
      uri: '/dir/index.html',
      login: mufasa,
      nonceCount: 1,
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    });
    expect(header).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"');
  });

  it('sends Basic in UTF-8', () => {
    const login = { username: '管理', password: '密码@:/%#' };
    const header = authorize(
      { scheme: 'basic', realm: '' },
      { method: 'GET', uri: '/', login, nonceCount: 1, cnonce: '' },
    );
    expect(Buffer.from(header.slice('Basic '.length), 'base64').toString()).toBe('管理:密码@:/%#');
  });
});
