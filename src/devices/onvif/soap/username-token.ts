import { createHash } from 'node:crypto';
import type { Instant } from '../../../kernel/instant.js';
import { toIso } from '../../../kernel/instant.js';
import type { Login } from '../../wire/endpoint.js';
import { WSSE, WSU } from './namespaces.js';
import { escapeXml } from './soap-call.js';

const TOKEN_PROFILE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const BASE64 =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/**
 * The WS-Security header with a password digest (WS-UsernameToken profile 1.0):
 * `Base64(SHA-1(nonce + created + password))`. `created` is the time on the device's own clock.
 */
export function usernameToken(login: Login, created: Instant, nonce: Buffer): string {
  const createdText = toIso(created);
  const digest = createHash('sha1')
    .update(nonce)
    .update(createdText)
    .update(login.password, 'utf8')
    .digest('base64');
  return (
    `<Security s:mustUnderstand="1" xmlns="${WSSE}"><UsernameToken>` +
    `<Username>${escapeXml(login.username)}</Username>` +
    `<Password Type="${TOKEN_PROFILE}#PasswordDigest">${digest}</Password>` +
    `<Nonce EncodingType="${BASE64}">${nonce.toString('base64')}</Nonce>` +
    `<Created xmlns="${WSU}">${createdText}</Created></UsernameToken></Security>`
  );
}
