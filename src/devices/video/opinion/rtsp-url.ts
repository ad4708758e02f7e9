import type { RtspTarget } from '../../rtsp/rtsp-target.js';

/**
 * The URL for FFmpeg's RTSP stack, with its login: a secret, and never part of a process's arguments. FFmpeg splits
 * login and password at the first colon after decoding, so a user name that holds a colon cannot log in this way.
 */
export function rtspUrl({ endpoint, path, login }: RtspTarget): string {
  const scheme = endpoint.tls ? 'rtsps' : 'rtsp';
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  const user = login === null ? '' : `${escapeAll(login.username)}:${escapeAll(login.password)}@`;
  return `${scheme}://${user}${host}:${endpoint.port}${escapePath(path)}`;
}

function escapeAll(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*~]/g, escapeByte);
}

/** The camera chose the path: whatever could end a quotation or a line of FFmpeg's list format is taken from it. */
function escapePath(path: string): string {
  // Through a buffer: half a surrogate pair would throw.
  const escaped = encodeURI(Buffer.from(path, 'utf8').toString('utf8'))
    .replaceAll('%25', '%')
    .replaceAll(/['\\]/g, escapeByte);
  return escaped.startsWith('/') ? escaped : `/${escaped}`;
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
