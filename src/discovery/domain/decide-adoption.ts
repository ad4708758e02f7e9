import type { Match } from './match.js';

/** What somebody wants of a candidate. */
export interface AdoptionWish {
  /** The camera that this device is, whatever the match says. */
  readonly cameraId: string | null;
  /** It is none of the registered cameras, whatever the match says. */
  readonly asNew: boolean;
}

/** Null leaves it as it is, or to what the device says of itself. */
export interface AdoptionOrder extends AdoptionWish {
  /** A new camera must have one. */
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly credentialId: string | null;
  /** For cameras that have none yet; the others keep theirs. */
  readonly credentialIfNone: string | null;
  readonly name: string | null;
}

export type AdoptionDecision =
  | { readonly do: 'enter' }
  | { readonly do: 'mend'; readonly cameraId: string }
  | { readonly do: 'refuse'; readonly code: string; readonly message: string };

/** Whether a candidate becomes a camera, mends one, or needs somebody to say which. */
export function decideAdoption(match: Match, { cameraId, asNew }: AdoptionWish): AdoptionDecision {
  if (cameraId !== null && asNew) return contradiction();
  if (cameraId !== null) return { do: 'mend', cameraId };
  if (asNew) return match.kind === 'known' ? alreadyRegistered(match.cameraId) : { do: 'enter' };
  switch (match.kind) {
    case 'new':
      return { do: 'enter' };
    case 'known':
    case 'moved':
      return { do: 'mend', cameraId: match.cameraId };
    case 'differs':
      return isAnotherDevice(match)
        ? anotherDevice(match.cameraId)
        : { do: 'mend', cameraId: match.cameraId };
    case 'ambiguous':
      return ambiguous(match.cameraIds);
  }
}

function isAnotherDevice(match: Extract<Match, { kind: 'differs' }>): boolean {
  return match.by === 'address' && match.differences.some(({ fact }) => fact === 'mac' || fact === 'serial');
}

function contradiction(): AdoptionDecision {
  const message = 'Say either which camera it is (`cameraId`) or that it is a new one (`asNew`), not both.';
  return { do: 'refuse', code: 'contradiction', message };
}

function alreadyRegistered(cameraId: string): AdoptionDecision {
  const message = `This device is camera ${cameraId} already; leave \`asNew\` out to mend that one.`;
  return { do: 'refuse', code: 'already-registered', message };
}

function anotherDevice(cameraId: string): AdoptionDecision {
  const message =
    `Another device stands at the address of camera ${cameraId}: if it replaced that camera, adopt it with ` +
    '`cameraId`; if it is a camera of its own, with `asNew`, and give the other one its right address.';
  return { do: 'refuse', code: 'another-device', message };
}

function ambiguous(cameraIds: readonly string[]): AdoptionDecision {
  const message = `It may be any of the cameras ${cameraIds.join(', ')}: say which with \`cameraId\`, or \`asNew\`.`;
  return { do: 'refuse', code: 'ambiguous-match', message };
}
