import type { FaultCode } from '../../../kernel/fault.js';
import { parseChallenges } from '../../wire/digest-auth.js';
import { headerValues, type HttpAnswer } from '../http/http-answer.js';
import type { SoapAnswer } from '../soap/soap-answer.js';
import type { SoapFault } from '../soap/soap-fault.js';
import type { DigestChallenge, FailedReply, Reply } from './reply.js';

/** NotAuthorized (ONVIF), FailedAuthentication, InvalidSecurity, … (WSS), MessageExpired (WSU), and misspellings. */
const LOGIN_CODE = /auth(?!orit)|security|messageexpired|failedcheck/i;
const LOGIN_WORDS =
  /not (?:been )?author|unauthori[sz]ed|authenticat|requires authori[sz]ation|authority failure|wrong password|sender not/i;
const LOCK_CODE = /lock/i;
const PROHIBITED_CODE = /prohibited|notpermitted/i;
// Hikvision's page says <lockStatus>unlock</lockStatus> while tries are left; others draw a lock with `fa-lock`.
const LOCK_WORDS =
  /\block(?:ed|out)\b|lockstatus>\s*lock|\bblocked\b|too many (?:failed )?(?:login|attempt)|锁定/i;

/** Codes that say what is wrong with the call, so that the words around them need not be guessed at. */
const GENERIC_CODE = /^(?:Sender|Receiver|Client|Server)?$/i;

/**
 * By the fault's codes first, then by its words, then by the status: the same refusal comes as 400 with a fault, as 401
 * with HTML and as 500 with a fault.
 */
export function classifyAnswer(answer: HttpAnswer, soap: SoapAnswer): Reply {
  if (soap.kind === 'fault') return classifyFault(answer, soap.fault);
  const { status } = answer;
  if (status >= 200 && status < 300) {
    if (soap.kind === 'response') return { kind: 'answered', response: soap.response, answer };
    return failed('onvif-garbled', `The answer is not usable: ${soap.why}.`, { httpStatus: status });
  }
  if (status === 401 || status === 403) {
    // The lock is told in whatever the device's web server calls a page.
    if (LOCK_WORDS.test(answer.body.subarray(0, 4_096).toString('latin1'))) return locked(`HTTP ${status}`);
    return loginWanted(answer, `HTTP ${status}`);
  }
  if (status === 400) return { ...loginWanted(answer, 'HTTP 400'), isCertain: false };
  return failed('onvif-http-error', `The device answered HTTP ${status} without SOAP.`, {
    httpStatus: status,
  });
}

function classifyFault(answer: HttpAnswer, fault: SoapFault): Reply {
  const { codes, text } = fault;
  const told = sayFault(fault);
  if (codes.some((code) => LOCK_CODE.test(code))) return locked(told);
  // A locked account is also told as an operation that is prohibited, in words alone.
  if (codes.some((code) => PROHIBITED_CODE.test(code)) && LOCK_WORDS.test(text)) return locked(told);
  const isGeneric = codes.every((code) => GENERIC_CODE.test(code));
  const isAboutLogin =
    codes.some((code) => LOGIN_CODE.test(code)) ||
    (isGeneric && (LOGIN_WORDS.test(text) || LOCK_WORDS.test(text))) ||
    answer.status === 401 ||
    answer.status === 403;
  if (isAboutLogin) return LOCK_WORDS.test(text) ? locked(told) : loginWanted(answer, told);
  if (isGeneric && answer.status === 400) return { ...loginWanted(answer, told), isCertain: false };
  return failed('onvif-fault', `The device answered with a fault: ${told}.`, { soapFault: fault });
}

/** Codes and words of a fault, short and on one line. */
export function sayFault({ codes, text }: SoapFault): string {
  const words = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return `${codes.join('/')} ${words}`.trim().slice(0, 160);
}

function loginWanted(answer: HttpAnswer, detail: string): Reply & { kind: 'login-wanted' } {
  const challenge = parseChallenges(headerValues(answer, 'www-authenticate')).find(
    (candidate): candidate is DigestChallenge => candidate.scheme === 'digest',
  );
  return { kind: 'login-wanted', isCertain: true, challenge: challenge ?? null, detail, answer };
}

function locked(detail: string): Reply {
  return { kind: 'locked', detail };
}

function failed(code: FaultCode, detail: string, told: Pick<FailedReply, 'soapFault' | 'httpStatus'>): Reply {
  return { kind: 'failed', fault: { code, detail }, ...told };
}
