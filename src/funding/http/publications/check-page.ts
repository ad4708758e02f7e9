import { Html, html } from '../../../platform/page/html.js';
import { pagePolicy } from '../../../platform/page/page-policy.js';
import type { Publication } from '../../domain/publications/publication.js';

const STYLE = `
body { font: 18px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #111; }
h1 { font-size: 1.6rem; } input, button { font: inherit; padding: 0.4rem 0.6rem; } input { width: 14rem; max-width: 100%; }
[lang=en] { color: #555; font-size: 0.85em; } .unknown { border-left: 4px solid #b71c1c; padding-left: 0.8rem; }
`;

/** Its form asks this service alone. */
export const CHECK_POLICY = pagePolicy(STYLE, "'self'");

export interface Asking {
  /** Where the form sends its number, as seen from the page. */
  readonly action: string;
  /** What was asked for and is not there; null where nothing was asked yet. */
  readonly unknown: string | null;
}

/** Asks for the number that stands on what was posted. */
export function checkPage({ action, unknown }: Asking): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>公示核验</title>${new Html(`<style>${STYLE}</style>`)}</head>
<body>
<h1>公示核验 <span lang="en">Check what was posted</span></h1>
${unknownOf(unknown)}
<form action="${action}" method="get">
<p><label for="number">请输入公示上的编号 <span lang="en">Number on the notice</span></label></p>
<p><input id="number" name="number" maxlength="60" placeholder="GS-2026-0001" autocomplete="off" required> <button>核验</button></p>
</form>
<p>显示的是公示时的原文；数字与手中的不同，就不是所公示的那一份。<br>
<span lang="en">You see what was posted. If your copy shows other figures, it is not what was posted.</span></p>
</body>
</html>
`.text;
}

function unknownOf(unknown: string | null): Html {
  if (unknown === null) return html``;
  return html`<p class="unknown">没有编号为“${unknown}”的公示，请核对编号后再试。<br>
<span lang="en">Nothing was posted under this number. Compare it with the notice and try again.</span></p>`;
}

/** What a screen shows above a publication: that it is the very one, its files, and what it stands in a line with. */
export function checkedHeader({ number, sha256, corrects, correctedBy }: Publication): Html {
  return html`<section class="screen">
<p>以下为 ${number} 公示时的原文，未作改动。 <span lang="en">This is what was posted as ${number}, unchanged.</span></p>
<p>下载 <span lang="en">Download</span>: <a href="?format=xlsx">.xlsx</a> · <a href="?format=csv">.csv</a> · <a href="?format=document">原始文件 <span lang="en">document</span></a>
（SHA-256 ${sha256}）</p>
${linkTo('更正了', 'Corrects', corrects)}${linkTo('已被更正，见', 'Corrected by', correctedBy)}
<p><a href="../publications">核验另一份 <span lang="en">Check another</span></a></p>
</section>`;
}

function linkTo(chinese: string, english: string, number: string | null): Html {
  if (number === null) return html``;
  return html`<p>${chinese} <span lang="en">${english}</span> <a href="${number}">${number}</a></p>
`;
}
