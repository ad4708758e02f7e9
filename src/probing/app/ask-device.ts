import type { Fault } from '../../kernel/fault.js';
import { type ClimbState, streamAddressOf } from './climb.js';
import type { Attempt, DeviceFacts, OnvifVisit, StreamChoice } from './ports.js';

/** The rung login: facts on a full climb, and the stream's address when nobody knows it yet. */
export async function askDevice(state: ClimbState, visit: OnvifVisit): Promise<void> {
  const isAddressKnown = streamAddressOf(state) !== null;
  if (state.kind !== 'full' && isAddressKnown) return;
  const facts = state.kind === 'full' ? await visit.readFacts() : null;
  if (facts !== null && !facts.ok && isAboutLogin(facts.fault)) {
    state.notes.break('login', facts.tookMs, facts.fault);
  } else {
    await chooseStream(state, visit, { facts, isAddressKnown });
  }
  if (facts?.ok) state.facts = { ...facts.value, mac: await macOf(visit) };
  state.memory = { ...state.memory, scheme: visit.scheme };
}

export function isAboutLogin({ code }: Fault): boolean {
  return code.startsWith('login-') || code === 'no-credential';
}

interface Asked {
  readonly facts: Attempt<DeviceFacts> | null;
  readonly isAddressKnown: boolean;
}

async function chooseStream(state: ClimbState, visit: OnvifVisit, asked: Asked): Promise<void> {
  const choice = await visit.chooseStream();
  state.profiles = visit.profiles;
  noteLogin(state, visit, { ...asked, choice });
  if (choice.ok) {
    state.stream = choice.value;
    state.memory = { ...state.memory, stream: choice.value.address };
  } else if (!asked.isAddressKnown && !state.notes.isBroken('login')) {
    // Where the address is known, ONVIF's silence about it is no fault.
    state.notes.break('stream', choice.tookMs, choice.fault);
  }
}

/** Facts that fail for another reason than the login prove nothing while the stream's address still comes. */
function noteLogin(
  { notes }: ClimbState,
  visit: OnvifVisit,
  { facts, choice, isAddressKnown }: Asked & { readonly choice: Attempt<StreamChoice> },
): void {
  if (facts?.ok) {
    const { vendor, model, firmware, serial } = facts.value;
    notes.pass('login', facts.tookMs, { vendor, model, firmware, serial });
  }
  if (choice.ok) {
    if (facts === null) notes.pass('login', choice.tookMs, { scheme: visit.scheme });
    else if (!facts.ok) notes.pass('login', facts.tookMs, { facts: facts.fault.code });
    return;
  }
  if (facts !== null && !facts.ok) notes.break('login', facts.tookMs, facts.fault);
  else if (isAboutLogin(choice.fault) && !isAddressKnown) notes.break('login', choice.tookMs, choice.fault);
}

/** Asked last: some devices refuse it to viewers. */
async function macOf(visit: OnvifVisit): Promise<string | null> {
  if (visit.loginRejected) return null;
  const mac = await visit.readMac();
  return mac.ok ? mac.value : null;
}
