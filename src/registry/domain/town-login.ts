import { DomainError } from '../../kernel/domain-error.js';
import type { Camera, Network } from './camera.js';

/** Where a login is sent, and which one. */
export type Reach = Pick<Camera, 'credentialId' | 'zoneId'> & {
  readonly network: Pick<Network, 'host' | 'onvif' | 'rtsp'>;
};

export type TownField = 'credentialId' | 'zoneId' | 'network.host' | 'network.onvif' | 'network.rtsp';

/**
 * The field of a write that a village may not make, or null. A prober logs in with the town's password wherever a camera
 * with a credential points to; whoever could move such a camera, or give it a credential, would have that password sent
 * to a host of their own. `before` is null for a camera that comes or comes back.
 */
export function townField(before: Reach | null, after: Reach): TownField | null {
  const credentialId = before?.credentialId ?? null;
  if (credentialId !== after.credentialId) return 'credentialId';
  if (before === null || credentialId === null) return null;
  if (before.network.host !== after.network.host) return 'network.host';
  if (before.zoneId !== after.zoneId) return 'zoneId';
  if (!isSameWay(before.network.onvif, after.network.onvif)) return 'network.onvif';
  return isSameWay(before.network.rtsp, after.network.rtsp) ? null : 'network.rtsp';
}

type Way = Network['onvif'];

function isSameWay(before: Way, after: Way): boolean {
  return before?.port === after?.port && before?.path === after?.path && before?.tls === after?.tls;
}

/** What the refusal says, in Chinese and English; an import says it in its report. */
export function townReason(field: TownField): {
  readonly code: string;
  readonly reason: readonly [string, string];
  readonly mend: readonly [string, string];
} {
  if (field === 'credentialId')
    return {
      code: 'credential-is-the-towns',
      reason: ['凭据由镇里管理，村账号不能更改', "credentials are the town's, and a village cannot set them"],
      mend: ['请镇里设置', 'leave it as it is, and ask the town (an administrator or technician) to set it'],
    };
  return {
    code: 'address-is-the-towns',
    reason: [
      '该摄像机使用镇里的凭据，村账号不能更改其地址',
      'the camera has a credential of the town, so a village cannot change where it is reached',
    ],
    mend: ['请镇里更改', 'leave it as it is, and ask the town (an administrator or technician) to change it'],
  };
}

export function townRefusal(field: TownField): DomainError {
  const { code, reason, mend } = townReason(field);
  const message = `${reason[1]}; ${mend[1]}`;
  return new DomainError('forbidden', code, `${field}: ${message}`, [{ path: field, message }]);
}
