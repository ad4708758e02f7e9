import type { ServerResponse } from 'node:http';
import type { FarmFault } from '../faults.js';

const XML = { 'Content-Type': 'application/soap+xml; charset=utf-8' };
const DRIP_MS = 1_000;

/** Answers of devices that are broken or mean it. True when one was given. */
export function answerHostile(fault: FarmFault, response: ServerResponse, trapUrl: string): boolean {
  switch (fault) {
    case 'onvif-hang':
      return true;
    case 'onvif-close':
      response.socket?.destroy();
      return true;
    case 'slow-drip':
      return drip(response);
    case 'huge-body':
      return pour(response);
    case 'entity-bomb':
      return send(response, entityBomb());
    case 'deep-nesting':
      return send(response, `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`);
    case 'invalid-utf8':
      response
        .writeHead(200, XML)
        .end(
          Buffer.concat([
            Buffer.from('<?xml version="1.0"?><a>'),
            Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
            Buffer.from('</a>'),
          ]),
        );
      return true;
    case 'redirect-elsewhere':
      response.writeHead(302, { Location: trapUrl }).end();
      return true;
    case 'not-soap':
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<html><body><h1>Router</h1></body></html>');
      return true;
    case 'http-500':
      response.writeHead(500).end();
      return true;
    case 'truncated-body':
      response.writeHead(200, { ...XML, 'Content-Length': '4096' }).write('<?xml version="1.0"?>');
      setImmediate(() => response.socket?.destroy());
      return true;
    default:
      return false;
  }
}

function send(response: ServerResponse, body: string): true {
  response.writeHead(200, XML).end(body);
  return true;
}

function drip(response: ServerResponse): true {
  response.writeHead(200, { ...XML, 'Content-Length': '2000' });
  const timer = setInterval(() => response.write('<'), DRIP_MS);
  timer.unref();
  response.on('close', () => clearInterval(timer));
  return true;
}

/** 1 GiB that is made while it is read. */
function pour(response: ServerResponse): true {
  response.writeHead(200, { ...XML, 'Content-Length': String(2 ** 30) });
  const piece = Buffer.alloc(65_536, '<a>b</a>');
  let left = 2 ** 30 / piece.length;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(piece)) return;
    }
  };
  response.on('drain', more);
  more();
  return true;
}

function entityBomb(): string {
  const entities = Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  );
  return `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${entities.join('')}]><a>&l9;</a>`;
}
