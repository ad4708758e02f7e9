import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../../kernel/fault.js';
import { type Instant, toIso } from '../../kernel/instant.js';
import { Registry } from '../../registry/index.js';
import {
  credentialKey,
  loginAccepted,
  type LoginBudget,
  type LoginProtocol,
  loginRefused,
  mayLogin,
  type Refusal,
} from '../domain/login-budget.js';
import type { ClimbState } from './climb.js';
import { MemoryBook } from './memory-book.js';

interface LoginUse {
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

/** Lends a climb its login, and books how the device took it. */
@Injectable()
export class LoginDesk {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
  ) {}

  /** Lends nothing where the login was refused before: then nothing that carries it goes out. */
  async lend(state: ClimbState): Promise<void> {
    const { credentialId, credentialVersion } = state.target;
    if (credentialId === null || credentialVersion === null) return;
    const { budget } = state.memory;
    if (!mayLogin(budget, credentialKey(credentialId, credentialVersion), state.at)) return;
    const opened = await this.registry.loginOf(credentialId);
    if (opened === null) return;
    const { username, password, version } = opened;
    // The credential may have changed since the target was read.
    const key = credentialKey(credentialId, version);
    if (!mayLogin(budget, key, state.at)) return;
    state.login = { username, password };
    state.loginKey = key;
  }

  /** A refusal is written down before anything else is sent: a restart must not spend another. */
  async book(state: ClimbState, over: LoginProtocol, used: LoginUse): Promise<void> {
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
    if (budget === state.memory.budget) return;
    state.memory = { ...state.memory, budget };
    if (!isRefused) return;
    state.login = null;
    state.loginKey = null;
    await this.memories.keep(state.target.cameraId, state.memory);
  }

  /** "No credential" of a camera that has one means that ours was refused before and is withheld. */
  explainWithheld({ target, memory, notes, login }: ClimbState): void {
    if (target.credentialId === null || login !== null) return;
    for (const { rung, fault, tookMs, saw } of notes.all()) {
      if (fault?.code !== 'no-credential' && fault?.code !== 'login-withheld') continue;
      notes.break(rung, tookMs ?? 0, refusalFault(memory.budget), saw);
    }
  }
}

function refusalFault({ refusal }: LoginBudget): Fault {
  if (refusal === null) {
    const detail = 'The credential of this camera is gone; give the camera another.';
    return { code: 'no-credential', detail };
  }
  return { code: refusal.as, detail: refusalDetail(refusal, refusal.until) };
}

function refusalDetail({ at, as }: Refusal, until: Instant | null): string {
  const since = as === 'login-locked' ? 'The account is locked since' : 'The login is refused since';
  return until === null
    ? `${since} ${toIso(at)}; nothing is tried until the credential changes.`
    : `${since} ${toIso(at)}, after it had been accepted; one more try comes after ${toIso(until)}.`;
}
