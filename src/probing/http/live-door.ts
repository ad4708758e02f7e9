import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Actor, AuditTrail, CurrentActor, Standing } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { takeUpgrade } from '../../platform/upgrade/accept-upgrades.js';
import { LiveDesk, type Seat } from '../app/live/live-desk.js';
import type { LiveEnding } from '../app/live/viewer.js';
import { LiveSocket } from './live-socket.js';
import { VIEWING_ROLES } from './viewing.js';

export interface Look {
  readonly cameraId: string;
  readonly villageId: string;
  readonly reason: string;
  readonly takesH265: boolean;
}

/** A viewer has nothing to say. */
const MAX_MESSAGE_BYTES = 1_024;
/** How soon who was signed out sees no more. */
const CHECK_EVERY_MS = 2 * SECOND_MS;
const NOTHING_PLANNED = (): void => {};
const ACTION = 'GET /cameras/:id/live';

/** Makes a viewer of a request: seat, record, socket, and at the end the record of how long. */
@Injectable()
export class LiveDoor {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });

  constructor(
    @Inject(LiveDesk) private readonly desk: LiveDesk,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Standing) private readonly standing: Standing,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Refusals come before the upgrade, as problem details; afterwards there are only close codes. */
  async open(look: Look, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    refuseBadHandshake(request);
    const actor = this.actors.get();
    const seat = await this.desk.seat(look.cameraId);
    try {
      // Before the first picture: one that nobody knows of must not be shown.
      await this.record(actor, look, { action: ACTION, status: 101 });
      const { socket, head } = takeUpgrade(request, reply);
      // A peer that is gone meanwhile gets no socket, and nobody is told.
      socket.once('close', () => seat.leave());
      if (socket.destroyed) return seat.leave();
      this.sockets.handleUpgrade(request.raw, socket, head, (opened) =>
        this.welcome(opened, { look, seat, actor, request }),
      );
    } catch (cause) {
      seat.leave();
      throw cause;
    }
  }

  private welcome(
    socket: WebSocket,
    { look, seat, actor, request }: { look: Look; seat: Seat; actor: Actor; request: FastifyRequest },
  ): void {
    const viewer = new LiveSocket(socket, look.takesH265, seat.expiresAt);
    const begunMs = this.clock.monotonicMs();
    const stopChecking = this.keepChecking(request, look, (why, sentence) => {
      seat.leave();
      viewer.end(why, sentence);
    });
    socket.once('close', () => {
      stopChecking();
      seat.leave();
      const seconds = Math.round((this.clock.monotonicMs() - begunMs) / SECOND_MS);
      const action = `${ACTION} ended after ${seconds} s: ${viewer.ending}`;
      void this.record(actor, look, { action, status: 200 }).catch((cause: unknown) =>
        this.log.error(
          { camera: look.cameraId, err: cause },
          'the end of a live view is not in the audit trail',
        ),
      );
    });
    seat.take(viewer);
  }

  private keepChecking(
    request: FastifyRequest,
    { villageId }: Look,
    end: (why: LiveEnding, sentence: string) => void,
  ): () => void {
    let cancel: () => void = NOTHING_PLANNED;
    let isOver = false;
    const check = async (): Promise<void> => {
      const found = await this.standing.of(request, { roles: VIEWING_ROLES, villageId }).catch(() => null);
      if (isOver) return;
      // A database that does not answer signs nobody out; the time limit holds all the same.
      if (found !== null && found !== 'good') return end(found, SENTENCES[found]);
      plan();
    };
    const plan = (): void => void (cancel = this.clock.after(CHECK_EVERY_MS, () => void check()));
    plan();
    return () => {
      isOver = true;
      cancel();
    };
  }

  private record(
    actor: Actor,
    { cameraId, reason }: Look,
    deed: { readonly action: string; readonly status: number },
  ): Promise<void> {
    return this.trail.record({ actor, subject: cameraId, reason, ...deed });
  }
}

const SENTENCES = {
  'signed-out': 'You are not signed in any more; sign in and open the live view again.',
  'not-allowed': 'Your account may not watch this camera any more.',
} as const;

/** What `ws` would refuse with plain text of its own. */
function refuseBadHandshake({ headers }: FastifyRequest): void {
  const key = headers['sec-websocket-key'] ?? '';
  if (headers['sec-websocket-version'] === '13' && /^[+/0-9A-Za-z]{22}==$/.test(key)) return;
  throw new DomainError(
    'invalid',
    'bad-handshake',
    'This is no handshake of a WebSocket (RFC 6455, version 13).',
  );
}
