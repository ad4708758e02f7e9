import type { Fault, FaultCode } from '../../kernel/fault.js';

/** Ends one session with a fault. Never leaves this folder: the client turns it into an outcome. */
export class RtspFailure extends Error {
  readonly fault: Fault;

  constructor(code: FaultCode, detail: string) {
    super(detail);
    this.fault = { code, detail: detail.slice(0, 300) };
  }
}

const CONNECT_FAULTS: Record<string, [FaultCode, string]> = {
  ECONNREFUSED: ['stream-refused', 'The RTSP port refuses connections.'],
  ENOTFOUND: ['address-unresolved', 'The host name has no address.'],
  EAI_AGAIN: ['address-unresolved', 'The host name could not be looked up.'],
  EHOSTUNREACH: ['host-unreachable', 'There is no way to the host.'],
  ENETUNREACH: ['host-unreachable', 'There is no way to the network of the host.'],
  EHOSTDOWN: ['host-unreachable', 'The host is down.'],
  ENETDOWN: ['host-unreachable', 'The network of the host is down.'],
  ETIMEDOUT: ['connect-timeout', 'The RTSP port does not answer.'],
  ENFILE: ['prober-down', 'This machine has no free file descriptors.'],
  EMFILE: ['prober-down', 'This machine has no free file descriptors.'],
  EADDRNOTAVAIL: ['prober-down', 'This machine has no free local ports.'],
};

export function connectFailure(error: NodeJS.ErrnoException): RtspFailure {
  if (/^ERR_(?:SSL|TLS)|^EPROTO$/.test(error.code ?? '')) {
    return new RtspFailure('stream-garbled', `The RTSPS port does not speak TLS (${error.code}).`);
  }
  const [code, detail] = CONNECT_FAULTS[error.code ?? ''] ?? [
    'stream-closed',
    `The connection failed (${error.code ?? 'unknown'}).`,
  ];
  return new RtspFailure(code, detail);
}

/** What an answer other than 200 says, 401 aside. */
export function statusFailure(method: string, status: number): RtspFailure {
  if (status === 453)
    return new RtspFailure('stream-busy', 'The camera serves as many streams as it can (453).');
  if (status === 404)
    return new RtspFailure('stream-not-found', `The camera has no such stream (404 to ${method}).`);
  if (status === 461)
    return new RtspFailure('stream-transport', 'The camera takes neither TCP nor UDP (461).');
  if (status === 403)
    return new RtspFailure('stream-error', `The camera forbids this stream (403 to ${method}).`);
  if (status >= 300 && status < 400) {
    return new RtspFailure(
      'stream-error',
      `The camera sends us elsewhere (${status} to ${method}); not followed.`,
    );
  }
  return new RtspFailure('stream-error', `The camera answers ${method} with ${status}.`);
}
