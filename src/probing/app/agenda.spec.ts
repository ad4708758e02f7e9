import type { ProbeTarget } from '../../registry/index.js';
import { Agenda } from './agenda.js';

const CADENCE = { heartbeatIntervalS: 60, frameIntervalS: 600, factsIntervalS: 86_400 };
const START = Date.UTC(2026, 0, 1);

function target(cameraId: string, cadence: Partial<ProbeTarget['cadence']> = {}): ProbeTarget {
  return {
    cameraId,
    villageId: 'v',
    programmeId: null,
    zoneId: 'z',
    host: '127.0.0.1',
    onvif: { port: 80, path: '/', tls: false },
    rtsp: null,
    credentialId: null,
    credentialVersion: null,
    cadence: { heartbeatIntervalS: null, frameIntervalS: null, factsIntervalS: null, ...cadence },
  };
}

/** All beats of the agenda until `untilMs`, taken when they are due. */
function beats(agenda: Agenda, untilMs: number) {
  const taken = [];
  for (let due = agenda.nextDueMs(); due !== null && due < untilMs; due = agenda.nextDueMs())
    taken.push(agenda.take(due)!);
  return taken;
}

describe('Agenda', () => {
  it('beats each camera once an interval, with a frame every ten minutes and the facts once a day', () => {
    const agenda = new Agenda(CADENCE);
    agenda.enter(target('a'), START, null);
    const taken = beats(agenda, START + 3_600_000);
    const count = (kind: string): number => taken.filter((beat) => beat.kind === kind).length;
    expect(count('full')).toBe(1);
    expect(count('frame')).toBeGreaterThanOrEqual(5);
    expect(count('frame')).toBeLessThanOrEqual(6);
    expect(taken.length).toBeGreaterThanOrEqual(59);
    expect(taken.length).toBeLessThanOrEqual(62);
  });

  it('takes the first frame of a new camera within two heartbeats', () => {
    const agenda = new Agenda(CADENCE);
    for (let index = 0; index < 200; index += 1) agenda.enter(target(`camera ${index}`), START, null);
    const framed = beats(agenda, START + 120_000).filter((beat) => beat.kind !== 'heartbeat');
    expect(new Set(framed.map((beat) => beat.target.cameraId)).size).toBe(200);
  });

  it("goes by the programme's cadence where there is one", () => {
    const agenda = new Agenda(CADENCE);
    agenda.enter(target('a', { heartbeatIntervalS: 10 }), START, null);
    expect(beats(agenda, START + 600_000).length).toBeGreaterThanOrEqual(59);
  });

  it('counts the beats that a long pause has swallowed, and makes up for none', () => {
    const agenda = new Agenda(CADENCE);
    agenda.enter(target('a'), START, null);
    beats(agenda, START + 200_000);
    const late = agenda.nextDueMs()! + 5 * 60_000;
    expect(agenda.take(late)).not.toBeNull();
    expect(agenda.take(late)).toBeNull();
    expect(agenda.dropped).toBe(5);
  });

  it('brings a frame forward and forgets the beat that stood there', () => {
    const agenda = new Agenda(CADENCE);
    agenda.enter(target('a'), START, null);
    beats(agenda, START + 130_000);
    agenda.hurryFrame('a', START + 131_000);
    expect(agenda.take(START + 131_000)).toMatchObject({ kind: 'frame', dueMs: START + 131_000 });
    expect(agenda.nextDueMs()).toBeGreaterThan(START + 131_000);
  });

  it('has nothing to do once its cameras are gone', () => {
    const agenda = new Agenda(CADENCE);
    agenda.enter(target('a'), START, null);
    agenda.remove('a');
    expect(agenda.nextDueMs()).toBeNull();
  });
});
