import type { VirtualCamera } from '../camera.js';
import { SIZES } from '../reels/reel-names.js';
import { type OwnAddress, PROFILE_TOKENS } from './own-address.js';
import { type Answer, escapeXml, type SoapVoice } from './soap-voice.js';

type Service = 'media' | 'media2';
type Profile = keyof typeof PROFILE_TOKENS;

export interface MediaCall {
  readonly service: Service;
  readonly operation: string;
  readonly profileToken: string;
}

/** Null when the service does not know the operation. */
export function mediaAnswer(
  call: MediaCall,
  voice: SoapVoice,
  camera: VirtualCamera,
  own: OwnAddress,
): Answer | null {
  if (camera.faults.includes('media-missing'))
    return voice.fault('ActionNotSupported', 'Media is not supported', 500);
  if (call.service === 'media2' && camera.faults.includes('no-media2')) return null;
  const respond = (content: string): Answer =>
    voice.ok(voice.tag(call.service, `${call.operation}Response`, content));
  switch (call.operation) {
    case 'GetProfiles':
      return respond(profiles(call.service, voice, camera));
    case 'GetVideoSources':
      return call.service === 'media' ? respond(videoSources(voice)) : null;
    case 'GetServiceCapabilities':
      return respond(voice.tag(call.service, 'Capabilities', '', ' SnapshotUri="true"'));
    case 'GetStreamUri':
    case 'GetSnapshotUri': {
      const profile = profilesOf(camera).find((name) => PROFILE_TOKENS[name] === call.profileToken);
      if (profile === undefined) return voice.fault('InvalidArgVal', 'No profile with this token');
      const uri = call.operation === 'GetStreamUri' ? own.streamUri(profile) : own.snapshotUri();
      return respond(mediaUri(call.service, voice, escapeXml(uri)));
    }
    default:
      return null;
  }
}

/** A camera with a small stream lists a large main one before it. */
function profilesOf({ size }: VirtualCamera): Profile[] {
  return size === '1080p' ? ['main'] : ['main', 'smallest'];
}

function mediaUri(service: Service, voice: SoapVoice, uri: string): string {
  if (service === 'media2') return voice.tag('media2', 'Uri', uri);
  const more = { InvalidAfterConnect: false, InvalidAfterReboot: false, Timeout: 'PT60S' };
  return voice.tag('media', 'MediaUri', voice.fields({ Uri: uri, ...more }));
}

function videoSources(voice: SoapVoice): string {
  const { widthPx, heightPx } = SIZES['1080p'];
  const resolution = voice.tag('schema', 'Resolution', voice.fields({ Width: widthPx, Height: heightPx }));
  return voice.tag('media', 'VideoSources', voice.fields({ Framerate: 25 }) + resolution, ' token="source0"');
}

function profiles(service: Service, voice: SoapVoice, camera: VirtualCamera): string {
  const bare = camera.faults.includes('profile-without-encoder')
    ? voice.tag(service, 'Profiles', name(service, voice, 'empty'), ' token="Empty" fixed="true"')
    : '';
  return (
    bare +
    profilesOf(camera)
      .map((profile) => profileOf(service, voice, camera, profile))
      .join('')
  );
}

function profileOf(service: Service, voice: SoapVoice, camera: VirtualCamera, profile: Profile): string {
  const token = PROFILE_TOKENS[profile];
  const { widthPx, heightPx } = SIZES[profile === 'main' ? '1080p' : '360p'];
  const resolution = voice.tag('schema', 'Resolution', voice.fields({ Width: widthPx, Height: heightPx }));
  const source = voice.fields({ Name: 'source', UseCount: 2, SourceToken: 'source0' }) + bounds(voice);
  const coding = { h264: 'H264', h265: 'H265', mjpeg: 'JPEG' }[camera.codec];
  // The first Media service knows no H.265: such a profile shows no encoder there, unless no other can be found.
  const isAllThereIs = camera.faults.includes('no-media2') || camera.faults.includes('no-get-services');
  const isUnsaid = service === 'media' && camera.codec === 'h265' && !isAllThereIs;
  const encoder =
    voice.fields({ Name: token, UseCount: 1, Encoding: coding }) + resolution + voice.fields({ Quality: 4 });
  const configurations =
    service === 'media2'
      ? voice.tag(
          'media2',
          'Configurations',
          voice.tag('media2', 'VideoSource', source, ' token="vsc"') +
            voice.tag(
              'media2',
              'VideoEncoder',
              encoder,
              ` token="vec_${token}" GovLength="50" Profile="Main"`,
            ),
        )
      : voice.tag('schema', 'VideoSourceConfiguration', source, ' token="vsc"') +
        (isUnsaid ? '' : voice.tag('schema', 'VideoEncoderConfiguration', encoder, ` token="vec_${token}"`));
  return voice.tag(
    service,
    'Profiles',
    name(service, voice, token) + configurations,
    ` token="${token}" fixed="true"`,
  );
}

function name(service: Service, voice: SoapVoice, text: string): string {
  return service === 'media2' ? voice.tag('media2', 'Name', text) : voice.fields({ Name: text });
}

function bounds(voice: SoapVoice): string {
  return voice.tag('schema', 'Bounds', '', ' x="0" y="0" width="1920" height="1080"');
}
