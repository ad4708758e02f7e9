import type { Fault } from '../../../kernel/fault.js';
import type { Challenge } from '../../wire/digest-auth.js';
import type { HttpAnswer } from '../http/http-answer.js';
import type { SoapFault } from '../soap/soap-fault.js';
import type { XmlElement } from '../../wire/xml/xml-element.js';

export type DigestChallenge = Extract<Challenge, { scheme: 'digest' }>;

/** What one HTTP answer means to the log-in. */
export type Reply =
  | { readonly kind: 'answered'; readonly response: XmlElement; readonly answer: HttpAnswer }
  | {
      readonly kind: 'login-wanted';
      /** False for a bare 400, which may as well be about the call itself. */
      readonly isCertain: boolean;
      readonly challenge: DigestChallenge | null;
      readonly detail: string;
      readonly answer: HttpAnswer;
    }
  | { readonly kind: 'locked'; readonly detail: string }
  | FailedReply;

export interface FailedReply {
  readonly kind: 'failed';
  readonly fault: Fault;
  readonly soapFault?: SoapFault;
  readonly httpStatus?: number;
}
