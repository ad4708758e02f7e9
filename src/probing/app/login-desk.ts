import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../../kernel/fault.js';
import { toIso } from '../../kernel/instant.js';
import {
  credentialKey,
  loginAccepted,
  type LoginProtocol,
  loginRefused,
  mayLogin,
  type Refusal,
  refusalOf,
} from '../domain/login-budget.js';
import type { ClimbState } from './climb.js';
import { Logins, RefusalBook } from './logins.js';

/** As much of a climb as a login needs. */
export type LoginState = Pick<ClimbState, 'target' | 'at' | 'notes' | 'memory' | 'login' | 'loginKey'>;

interface LoginUse {
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

/** Lends a climb its login, and books how the device took it. */
@Injectable()
export class LoginDesk {
  constructor(
    @Inject(Logins) private readonly logins: Logins,
    @Inject(RefusalBook) private readonly refusals: RefusalBook,
  ) {}

  /** Lends nothing where the login was refused before: then nothing that carries it goes out. */
  async lend(state: LoginState, over: LoginProtocol): Promise<void> {
    const { credentialId, credentialVersion } = state.target;
    const { budget } = state.memory;
    const may = (key: string): boolean => mayLogin(budget, key, over, state.at);
    if (state.loginKey !== null && may(state.loginKey)) return;
    state.login = null;
    state.loginKey = null;
    if (credentialId === null || credentialVersion === null) return;
    if (!may(credentialKey(credentialId, credentialVersion))) return;
    const opened = await this.logins.loginOf(credentialId);
    if (opened === null) return;
    const { username, password, version } = opened;
    // The credential may have changed since the target was read.
    const key = credentialKey(credentialId, version);
    if (!may(key)) return;
    state.login = { username, password };
    state.loginKey = key;
  }

  /** A refusal is written down before anything else is sent: a restart must not spend another. */
  async book(state: LoginState, over: LoginProtocol, used: LoginUse): Promise<void> {
    const key = state.loginKey;
    if (key === null) return;
    const isLocked = state.notes.all().some(({ fault }) => fault?.code === 'login-locked');
    const isRefused = used.loginRejected || isLocked;
    let { budget } = state.memory;
    if (used.loginAccepted) budget = loginAccepted(budget, key, over, state.at);
    if (isRefused) {
      const as = isLocked ? 'login-locked' : 'login-rejected';
      budget = loginRefused(budget, { key, as, over }, state.at);
    }
    state.memory = { ...state.memory, budget };
    if (isRefused) await this.refusals.keep(state.target.cameraId, state.memory);
  }

  /** "No credential" of a camera that has one means that ours was refused before and is withheld. */
  explainWithheld({ target, memory, notes }: LoginState): void {
    if (target.credentialId === null) return;
    for (const { rung, fault, tookMs, saw } of notes.all()) {
      if (fault?.code !== 'no-credential' && fault?.code !== 'login-withheld') continue;
      const refusal = refusalOf(memory.budget, rung === 'stream' ? 'rtsp' : 'onvif');
      notes.break(rung, tookMs ?? 0, refusal === null ? GONE : refusalFault(refusal), saw);
    }
  }
}

const GONE: Fault = {
  code: 'no-credential',
  detail: 'The credential of this camera is gone; give the camera another.',
};

function refusalFault({ as, at, until }: Refusal): Fault {
  const since = as === 'login-locked' ? 'The account is locked since' : 'The login is refused since';
  const detail =
    until === null
      ? `${since} ${toIso(at)}; nothing is tried until the credential changes.`
      : `${since} ${toIso(at)}, after it had been accepted; one more try comes after ${toIso(until)}.`;
  return { code: as, detail };
}
