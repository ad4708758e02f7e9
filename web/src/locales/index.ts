import { createI18n } from 'vue-i18n';
import en from './en.ts';
import zh from './zh.ts';

export type Words = typeof zh;
export type Language = 'zh' | 'en';

const KEPT = 'shouwang.language';

function kept(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

export const i18n = createI18n<[Words], Language, false>({
  legacy: false,
  locale: kept(),
  fallbackLocale: 'zh',
  messages: { zh, en },
});

export function language(): Language {
  return i18n.global.locale.value;
}

export function speak(to: Language): void {
  i18n.global.locale.value = to;
  localStorage.setItem(KEPT, to);
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
}

speak(kept());
