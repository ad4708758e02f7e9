import type { MediaProfile } from '../device-facts.js';
import { MEDIA, MEDIA2, SCHEMA } from '../soap/namespaces.js';
import type { SoapCall } from '../soap/soap-call.js';
import { childrenNamed, descend, type XmlElement } from '../../wire/xml/xml-element.js';

export function profilesCall(path: string): SoapCall {
  return { namespace: MEDIA, operation: 'GetProfiles', path, content: '', access: 'login' };
}

export function profiles2Call(path: string): SoapCall {
  // Without Type the answer holds tokens and names alone.
  const content = '<Type>VideoSource</Type><Type>VideoEncoder</Type>';
  return { namespace: MEDIA2, operation: 'GetProfiles', path, content, access: 'login' };
}

export function readProfilesResponse(response: XmlElement): readonly MediaProfile[] {
  return readProfiles(response, MEDIA, (profile) => {
    const encoder = descend(profile, SCHEMA, 'VideoEncoderConfiguration');
    const encoding = encodingOf(encoder);
    const codec = encoder && encoding ? descend(encoder, SCHEMA, encoding) : undefined;
    const gop = codec && descend(codec, SCHEMA, 'GovLength')?.text;
    return { service: 'media', ...identity(profile, SCHEMA), ...picture(encoder, encoding, gop) };
  });
}

export function readProfiles2Response(response: XmlElement): readonly MediaProfile[] {
  return readProfiles(response, MEDIA2, (profile) => {
    const encoder = descend(profile, MEDIA2, 'Configurations', 'VideoEncoder');
    const gop = encoder?.attribute('GovLength');
    return {
      service: 'media2',
      ...identity(profile, MEDIA2),
      ...picture(encoder, encodingOf(encoder), gop),
    };
  });
}

function readProfiles(
  response: XmlElement,
  namespace: string,
  read: (profile: XmlElement) => MediaProfile,
): readonly MediaProfile[] {
  // Nobody can ask for the stream of a profile without a token.
  return childrenNamed(response, namespace, 'Profiles')
    .map(read)
    .filter(({ token }) => token !== '');
}

function identity(profile: XmlElement, namespace: string): Pick<MediaProfile, 'token' | 'name'> {
  return {
    token: profile.attribute('token') ?? '',
    name: descend(profile, namespace, 'Name')?.text ?? '',
  };
}

type Picture = Pick<MediaProfile, 'encoding' | 'width' | 'height' | 'frameRate' | 'gopLength'>;

function picture(encoder: XmlElement | undefined, encoding: string | null, gop: string | undefined): Picture {
  const number = (...names: string[]): number | null =>
    encoder === undefined ? null : toNumber(descend(encoder, SCHEMA, ...names)?.text);
  return {
    encoding,
    width: number('Resolution', 'Width'),
    height: number('Resolution', 'Height'),
    frameRate: number('RateControl', 'FrameRateLimit'),
    gopLength: toNumber(gop),
  };
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  'MPV4-ES': 'MPEG4',
  HEVC: 'H265',
  'H.265': 'H265',
  'H.264': 'H264',
  AVC: 'H264',
  MJPEG: 'JPEG',
};

function encodingOf(encoder: XmlElement | undefined): string | null {
  const told = encoder && descend(encoder, SCHEMA, 'Encoding')?.text.toUpperCase();
  return told ? (OTHER_NAMES[told] ?? told) : null;
}

function toNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}(?:\.\d+)?$/.test(text) ? Number(text) : null;
}
