import { dingtalkSign, feishuSign, webhookSign } from './sign.js';

/** Each worked value was computed with OpenSSL alone; the command stands beside it. */
describe('a signature', () => {
  it('for DingTalk is what OpenSSL makes of timestamp and secret', () => {
    // printf '%s\n%s' 1700000000000 SEC0123456789 | openssl dgst -sha256 -hmac SEC0123456789 -binary | base64
    expect(dingtalkSign(1_700_000_000_000, 'SEC0123456789')).toBe(
      'VloEIlTtJU6a/AGf2pud1WypXdicIlyQAOpspu6OP6s=',
    );
  });

  it('for Feishu is what OpenSSL makes of nothing, under timestamp and secret', () => {
    // printf '' | openssl dgst -sha256 -mac HMAC -macopt "key:$(printf '1700000000\nfeishu-secret')" -binary | base64
    expect(feishuSign(1_700_000_000, 'feishu-secret')).toBe('OrBzY1Y01Gq+HgJsl+7OfWcMVwc7YocohQm5iiZwjhU=');
  });

  it('of a webhook is what OpenSSL makes of timestamp and body', () => {
    // printf '1700000000.{"a":"好"}' | openssl dgst -sha256 -hmac 'webhook secret 42'
    expect(webhookSign(1_700_000_000, '{"a":"好"}', 'webhook secret 42')).toBe(
      'c1067bb5415968962b1cd95168f96c8974405671bbbbe93edb2a935ed8dfc310',
    );
  });
});
