/** Datagrams of one sender in one search: an NVR or a proxy answers for many devices, a flood for nobody. */
const MAX_PER_SENDER = 256;
const MAX_SENDERS = 65_536;
/** Answers that are read a second, whoever sent them: about a tenth of one processor. */
const MAX_PER_SECOND = 5_000;

/** Decides before reading whether a datagram is worth it, so that a flood costs next to nothing. */
export class AnswerGate {
  private readonly senders = new Map<string, number>();
  private tokens = MAX_PER_SECOND;
  private filledAtMs: number;

  constructor(private readonly nowMs: () => number) {
    this.filledAtMs = nowMs();
  }

  /** True where this datagram may be read. */
  admit(address: string): boolean {
    const count = (this.senders.get(address) ?? 0) + 1;
    if (count > MAX_PER_SENDER) return false;
    if (count === 1 && this.senders.size >= MAX_SENDERS) return false;
    this.senders.set(address, count);
    return this.takeToken();
  }

  private takeToken(): boolean {
    const nowMs = this.nowMs();
    const filled = this.tokens + ((nowMs - this.filledAtMs) / 1_000) * MAX_PER_SECOND;
    this.tokens = Math.min(MAX_PER_SECOND, filled);
    this.filledAtMs = nowMs;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
