import type { Fault, FaultCode } from '../../../kernel/fault.js';

const WHILE_CONNECTING: Readonly<Record<string, FaultCode>> = {
  ENOTFOUND: 'address-unresolved',
  ENODATA: 'address-unresolved',
  EAI_AGAIN: 'address-unresolved',
  EAI_FAIL: 'address-unresolved',
  ERR_INVALID_URL: 'address-unresolved',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-refused',
  EHOSTUNREACH: 'host-unreachable',
  ENETUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  ENETDOWN: 'host-unreachable',
  ETIMEDOUT: 'connect-timeout',
};

const OUR_SHORTAGE = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);

/** A failed connection attempt as a fault; the operating system's shortages are ours, never the camera's. */
export function faultWhileConnecting(error: Error): Fault {
  const code = codeOf(error);
  if (OUR_SHORTAGE.has(code)) {
    return { code: 'prober-down', detail: `This prober could not open a connection (${code}).` };
  }
  return {
    code: WHILE_CONNECTING[code] ?? 'host-unreachable',
    detail: `No connection to the device's ONVIF port (${code}).`,
  };
}

/** A connection that broke after it stood. */
export function faultOnConnection(error: Error): Fault {
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { code: 'onvif-too-large', detail: 'The HTTP headers of the answer are too large.' };
  }
  if (code.startsWith('HPE_')) {
    return { code: 'onvif-garbled', detail: `The answer is not HTTP (${code}).` };
  }
  return {
    code: 'onvif-closed',
    detail: `The device closed the connection before its answer was whole (${code}).`,
  };
}

/** An error without a code, or about our arguments, comes from a bug here, not from the network: it is thrown on. */
function codeOf(error: Error): string {
  if (error.name === 'HTTPParserError') return (error as NodeJS.ErrnoException).code ?? 'HPE_OTHER';
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || code === 'UND_ERR_INVALID_ARG') throw error;
  return code;
}
