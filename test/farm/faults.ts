/**
 * Every way in which a virtual camera can misbehave, and what it does on the wire. Faults combine; where two speak of
 * the same step, the one nearer to the top of this table wins.
 */
export const FARM_FAULTS = {
  // reach
  refuse: 'nobody listens on either port',
  unreachable: 'SYNs to either port are never answered (full backlog of a blocked listener; Linux only)',
  'accept-silent': 'both ports accept and never answer a byte',
  'accept-close': 'both ports accept and close at once',

  // onvif: what the web service does, while RTSP lives
  'onvif-refused': 'nobody listens on the ONVIF port',
  'onvif-hang': 'the ONVIF daemon is frozen: accepts, reads, never answers',
  'onvif-close': 'closes the connection instead of answering',
  'slow-drip': 'answers one byte a second',
  'huge-body': 'answers with 1 GiB of XML, made as it is read',
  'entity-bomb': 'answers with a DTD whose entities expand a billionfold',
  'deep-nesting': 'answers with 200,000 nested tags',
  'invalid-utf8': 'puts bytes into its answers that are no UTF-8',
  'redirect-elsewhere': 'answers 302 to another host, where a trap counts callers',
  'not-soap': 'answers 200 with an HTML page',
  'http-500': 'answers 500 with an empty body',
  'truncated-body': 'promises more bytes than it sends, then closes',

  // login
  'wrong-password': 'the device takes another password than the register has',
  locked: 'the account is locked: every login is refused, the right one too',
  'late-refusal': 'ONVIF says a second late that it refuses a login, and takes the right one at once',
  'clock-needs-login': 'GetSystemDateAndTime without a login faults',
  'nonce-expires': 'every HTTP Digest nonce serves once; the next use is answered with stale=true',

  // onvif quirks that a good client takes in its stride
  'clock-off': 'the clock is off by clockOffsetS (default 300 s)',
  'local-time-as-utc': 'the clock was set to local time as if it were UTC; logins are judged by it',
  'local-time-told':
    'UTCDateTime holds the local time; logins are judged by the right UTC, so correcting makes it worse',
  'wrong-host-in-uris': 'stream, snapshot and service URIs name a private address behind NAT',
  'stream-uri-elsewhere': 'the stream URI names another host, where a trap counts callers',
  'credentials-in-uris': 'stream and snapshot URIs hold the user name and password',
  'xaddrs-unreachable-first': 'discovery lists IPv6 and 169.254 addresses before the right one',
  'needs-action': 'without action= in the Content-Type the body of the answer is empty',
  'no-media2': 'has the first Media service alone',
  'no-get-services': 'GetServices is not implemented; GetCapabilities is',
  'profile-without-encoder': 'lists a profile without a video encoder first',
  'media-missing': 'advertises Media services that answer every call with a fault',

  // rtsp: up to media packets
  'rtsp-refused': 'nobody listens on the RTSP port',
  'rtsp-hang': 'RTSP accepts and never answers',
  'rtsp-garbled': 'answers RTSP with bytes of another protocol',
  'rtsp-500': 'answers DESCRIBE with 500',
  'rtsp-404': 'answers DESCRIBE with 404',
  'silent-describe': 'answers OPTIONS, never DESCRIBE',
  'endless-sdp': 'promises and sends an SDP without end',
  'audio-only': 'the SDP has no video',
  'unknown-codec': 'the SDP names a codec that nobody decodes',
  'rtsp-453': 'answers SETUP with 453: all sessions taken',
  '401-when-full': 'answers 401 to a right login when sessionCap is reached (with sessionCap 0: always)',
  'no-transport': 'answers 461 to every transport',
  'udp-only': 'answers 461 to TCP, plays over UDP',
  'tcp-only': 'answers 461 to UDP',
  'wrong-content-base': 'Content-Base names another host',
  'no-content-base': 'no Content-Base; control URLs are relative to the request',
  'no-sprop': 'no parameter sets in the SDP, in band alone',
  'sprop-only': 'parameter sets in the SDP alone, none in band',
  'audio-first': 'an audio track stands before the video in the SDP',

  // rtsp: media packets
  'rtcp-only': 'PLAY succeeds, sender reports come, media never',
  'stream-ends': 'the stream ends (BYE, close) before a key picture',
  'no-key-frame': 'pictures flow, never a key picture',
  'garbage-nals': 'key pictures are noise with the right headers',
  'packet-loss': 'the first key picture lacks packets, the second is whole',
  'packet-reorder': 'neighbouring packets change places',
} as const satisfies Record<string, string>;

export type FarmFault = keyof typeof FARM_FAULTS;
