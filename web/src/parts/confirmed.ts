import { ElMessageBox } from 'element-plus';
import { i18n } from '../locales/index.ts';

interface Question {
  /** The deed, as on its button: 删除. */
  readonly deed: string;
  /** What it will do, in a sentence. */
  readonly text: string;
  /** For what cannot be undone: what must be typed first. */
  readonly typed?: string;
}

/** Whether somebody who was told what will happen said yes. */
export async function confirmed({ deed, text, typed }: Question): Promise<boolean> {
  const { t } = i18n.global;
  const buttons = {
    confirmButtonText: deed,
    cancelButtonText: t('faces.cancel'),
    confirmButtonClass: 'el-button--danger',
    type: 'warning' as const,
    autofocus: false,
  };
  const isSame = (value: string | null): boolean => value?.trim() === typed;
  const asked =
    typed === undefined
      ? ElMessageBox.confirm(text, deed, buttons)
      : ElMessageBox.prompt(`${text} ${t('faces.typeToConfirm', { typed })}`, deed, {
          ...buttons,
          inputValidator: isSame,
          inputErrorMessage: t('faces.notTyped'),
        });
  return asked.then(
    () => true,
    () => false,
  );
}
