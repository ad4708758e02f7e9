import { personWords } from '../../formats/person-words.ts';
import { i18n } from '../../locales/index.ts';

/** A step as it is told, with whatever was said with it. */
export interface ToldStep {
  readonly action: string;
  readonly by: string;
  readonly assignee?: unknown;
  readonly contractor?: unknown;
  readonly cause?: unknown;
  readonly parts?: unknown;
  readonly note?: unknown;
  readonly reason?: unknown;
  readonly words?: unknown;
}

/** `张三 派单：施工一队`. What the service does itself is nobody's. */
export function stepWords(step: ToldStep): string {
  const { t } = i18n.global;
  const { action, by } = step;
  const isOurs = ['close', 'reopen', 'remind', 'remind-paper', 'extend'].includes(action);
  const cause = typeof step.cause === 'string' ? t(`faults.repairs.${step.cause}`) : null;
  const { assignee, contractor, parts, note, reason, words } = step;
  const said = [assignee, contractor, cause, parts, note, reason, words].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  const who = isOurs ? '' : `${personWords(by)} `;
  return `${who}${t(`camera.steps.${action}`)}${said.length > 0 ? `：${said.join('，')}` : ''}`;
}
