import { createHash, randomBytes } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { VirtualCamera } from '../camera.js';

const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const DIGEST =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The promised length was not reached. */
  readonly isCut: boolean;
}

export interface SoapOptions {
  readonly namespace?: string;
  readonly content?: string;
  readonly security?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stops reading, as a careful client would. */
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
}

/** One call of the device service, as bare as a client can be. */
export function soapCall(
  { host, onvifPort }: VirtualCamera,
  operation: string,
  options: SoapOptions = {},
): Promise<HttpReply> {
  const { namespace = DEVICE, content = '', security = '', path = '/onvif/device_service' } = options;
  const header = security && `<s:Header>${security}</s:Header>`;
  const body = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body><${operation} xmlns="${namespace}">${content}</${operation}></s:Body></s:Envelope>`;
  const headers = {
    'Content-Type': `application/soap+xml; charset=utf-8; action="${namespace}/${operation}"`,
    'Content-Length': String(Buffer.byteLength(body)),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port: onvifPort, path, method: 'POST', agent: false, headers },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = (isCut: boolean): void =>
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: Buffer.concat(chunks),
            isCut,
          });
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= (options.maxBytes ?? Infinity)) return;
          finish(true);
          outgoing.destroy();
        });
        response.on('end', () => finish(!response.complete));
        response.on('error', () => finish(true));
      },
    );
    outgoing.setTimeout(options.timeoutMs ?? 2_000, () => outgoing.destroy(new Error('silent')));
    outgoing.on('error', reject);
    // As bytes: Node would encode the header lines like a body of text.
    outgoing.end(Buffer.from(body));
  });
}

export interface Token {
  readonly username: string;
  readonly password: string;
  readonly created?: Date;
  readonly nonce?: Buffer;
}

/** A WS-UsernameToken with a password digest. */
export function usernameToken({
  username,
  password,
  created = new Date(),
  nonce = randomBytes(16),
}: Token): string {
  const at = created.toISOString();
  const digest = createHash('sha1')
    .update(Buffer.concat([nonce, Buffer.from(at + password)]))
    .digest('base64');
  return `<w:Security xmlns:w="${WSSE}"><w:UsernameToken><w:Username>${username}</w:Username><w:Password Type="${DIGEST}">${digest}</w:Password><w:Nonce>${nonce.toString('base64')}</w:Nonce><u:Created xmlns:u="${WSU}">${at}</u:Created></w:UsernameToken></w:Security>`;
}
