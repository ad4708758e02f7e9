import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/clock.js';
import { databaseTarget } from '../database/data-source-options.js';
import { firstLineOf } from '../database/database-trouble.js';
import { cannotOpen } from '../database/open-database.js';
import type { Log } from '../logging/log.js';
import { DutySession } from './duty-session.js';
import { NOBODY, type DutyView, viewOf } from './duty-view.js';
import { type DutyStep, type Held, nextStep, type Sight } from './duty-step.js';
import { Seat } from './seat.js';
import { Turns } from './turns.js';

const TURN_MS = 1_000;
/** After the database was away, whoever was on duty goes first for so long. */
const PATIENCE_MS = 5_000;
/** So long a new connection of the rooms waits for a session that is being mended. */
const ADMIT_MS = 3_000;

interface Surroundings {
  readonly databaseUrl: string;
  readonly clock: Pick<Clock, 'monotonicMs' | 'after'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Of all replicas on one PostgreSQL database one is on duty: the one whose session holds the lock. The others stand by. Each
 * has one connection for that, over which it asks every second, and hears at once of what changes (ADR 28).
 */
export class Duty {
  /** Once, when this replica is on duty. */
  readonly taken: Promise<Seat>;
  /** Once, when it was on duty and another one is: whatever is in its memory is out of date. */
  readonly lost: Promise<void>;
  private view = NOBODY;
  private session: DutySession | null = null;
  private held: Held | null = null;
  private holdsLock = false;
  private url: string | null = null;
  private saidUrl: string | null = null;
  private patientUntilMs = 0;
  private isOver = false;
  private tellTaken!: (seat: Seat) => void;
  private tellLost!: () => void;
  private readonly turns: Turns;
  private readonly waiting: (() => void)[] = [];
  private readonly watchers: ((view: DutyView) => void)[] = [];

  private constructor(private readonly around: Surroundings) {
    this.taken = new Promise((resolve) => (this.tellTaken = resolve));
    this.lost = new Promise((resolve) => (this.tellLost = resolve));
    this.turns = new Turns(around.clock, TURN_MS, () => this.tryTurn());
  }

  /** Resolves when it was looked at once who is on duty; a database that cannot be opened is a `StartError`. */
  static async begin(around: Surroundings): Promise<Duty> {
    const duty = new Duty(around);
    try {
      await duty.turn();
    } catch (cause) {
      throw cannotOpen(databaseTarget(around.databaseUrl, ''), cause);
    }
    duty.turns.start();
    return duty;
  }

  get standing(): DutyView {
    return this.view;
  }

  /** Of this machine, as the database's server sees it. */
  get localAddress(): string | null {
    return this.session?.localAddress ?? null;
  }

  watch(watcher: (view: DutyView) => void): void {
    this.watchers.push(watcher);
  }

  /** On duty: where other replicas pass calls on to from now on. */
  sayUrl(url: string | null): void {
    this.url = url;
    this.turns.wake();
  }

  /** Lays duty down at once, so that nobody waits for the next one. */
  async stop(): Promise<void> {
    this.isOver = true;
    await this.turns.stop();
    if (this.holdsLock) await this.session?.unlock().catch(() => undefined);
    this.drop('stopped');
  }

  private async tryTurn(): Promise<void> {
    try {
      await this.turn();
    } catch (cause) {
      this.drop(firstLineOf(cause));
    }
  }

  private async turn(): Promise<void> {
    const session = (this.session ??= await this.connect());
    if (this.holdsLock) return this.keep(session);
    const sight = await session.see();
    const isPatient = this.around.clock.monotonicMs() < this.patientUntilMs;
    await this.step(nextStep(this.held, isPatient, sight), session, sight);
  }

  private async step(step: DutyStep, session: DutySession, sight: Sight): Promise<void> {
    if (step === 'lost') return this.lose();
    if (step === 'take') return this.take(session);
    if (step === 'end-holder') {
      this.around.log.warn(
        { pid: sight.holder!.pid },
        'whoever holds the duty says nothing; ending its session',
      );
      return session.endSession(sight.holder!.pid);
    }
    if (this.held === null) this.show(viewOf(sight));
  }

  private async keep(session: DutySession): Promise<void> {
    if (this.saidUrl === this.url) return session.beat();
    const { url } = this;
    await session.sayUrl(url);
    this.saidUrl = url;
  }

  private async take(session: DutySession): Promise<void> {
    if (!(await session.tryLock())) return;
    if (this.held !== null) return this.takeBack(session, this.held);
    await session.endForeignHands();
    const term = await session.beginTerm();
    this.hold(session, term);
    this.around.log.info({ term }, 'this replica is on duty');
    this.tellTaken(
      new Seat(
        term,
        () => this.pidSoon(),
        () => this.saidUrl,
      ),
    );
  }

  /** With the lock in hand it is looked at again whether anybody else had it since. */
  private async takeBack(session: DutySession, held: Held): Promise<void> {
    if ((await session.see()).term !== held.term) return this.lose();
    this.hold(session, held.term);
    this.around.log.info({ term: held.term }, 'the database is back, and this replica still on duty');
  }

  /** Of a session that is broken: whoever asks has just reached the database, so it is back, and this is asked at once. */
  private async pidSoon(): Promise<number | null> {
    if (!this.holdsLock && !this.isOver) {
      const back = new Promise<void>((resolve) => this.waiting.push(resolve));
      this.turns.wake();
      await Promise.race([back, pause(ADMIT_MS, undefined, { ref: false })]);
    }
    return this.holdsLock ? (this.session?.pid ?? null) : null;
  }

  private tellWaiting(): void {
    for (const tell of this.waiting.splice(0)) tell();
  }

  private hold(session: DutySession, term: number): void {
    this.held = { term, pid: session.pid };
    this.holdsLock = true;
    this.tellWaiting();
    this.show({ kind: 'here', url: null });
  }

  private lose(): void {
    this.isOver = true;
    this.turns.end();
    this.drop('lost');
    this.tellWaiting();
    this.tellLost();
  }

  private async connect(): Promise<DutySession> {
    const session: DutySession = await DutySession.open(
      this.around.databaseUrl,
      () => this.turns.wake(),
      () => {
        if (this.session !== session) return;
        this.drop('the connection ended');
        this.turns.wake();
      },
    );
    return session;
  }

  /** What was known of others stays: a database that is away takes nobody off duty. */
  private drop(reason: string): void {
    if (this.session === null) return;
    if (!this.isOver)
      this.around.log.warn({ reason }, 'the database does not say who is on duty; asking again');
    this.patientUntilMs = this.around.clock.monotonicMs() + PATIENCE_MS;
    const { session } = this;
    this.session = null;
    this.holdsLock = false;
    session.close();
  }

  private show(view: DutyView): void {
    if (view.kind === this.view.kind && view.url === this.view.url) return;
    this.view = view;
    if (view.kind !== 'here') this.around.log.info({ duty: view.kind, at: view.url }, 'who is on duty');
    for (const watcher of this.watchers) watcher(view);
  }
}
