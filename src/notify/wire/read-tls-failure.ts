import type { Outcome } from '../domain/delivery.js';

interface Reading {
  readonly what: string;
  readonly advice: string;
  /** It mends without us: certificates are renewed, clocks are put right. */
  readonly mayPass?: true;
}

const UNTRUSTED: Reading = {
  what: 'nobody whom we trust has signed its certificate',
  advice:
    'Put the certificate of the authority that signed it into a PEM file, name that in notify.trustedCaFile ' +
    '(SHOUWANG_NOTIFY_TRUSTED_CA_FILE), start anew, then retry.',
};
const OTHER_HOST: Reading = {
  what: 'its certificate is for another host',
  advice: 'Enter the host that stands in the certificate, or have one made for this host; then retry.',
};
const OUT_OF_TIME: Reading = {
  what: 'its certificate is not valid now',
  advice: 'Have the certificate of the receiver renewed, or put our clock right; then retry.',
  mayPass: true,
};
const NO_TLS: Reading = {
  what: 'it does not speak TLS on this port',
  advice: 'Check the port; a mail server speaks either TLS or STARTTLS there. Then retry.',
};

/** What Node and OpenSSL call it. */
const READINGS: Readonly<Record<string, Reading>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: OTHER_HOST,
  CERT_HAS_EXPIRED: OUT_OF_TIME,
  CERT_NOT_YET_VALID: OUT_OF_TIME,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
};

/**
 * A receiver that cannot prove who it is gets nothing until people do something; one whose certificate is out of time is
 * tried again, as one that is down. Null where it is another failure.
 */
export function readTlsFailure(codes: readonly (string | undefined)[]): Outcome | null {
  const code = codes.find((one) => one !== undefined && one in READINGS);
  if (code === undefined) return null;
  const { what, advice, mayPass } = READINGS[code]!;
  return { kind: mayPass ? 'failed' : 'refused', error: `${what} (${code})`, advice };
}
