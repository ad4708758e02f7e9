import { PASSWORD } from '../browser-house.js';
import { chooseCamera, drag, figure, type PlanningStage, side, type } from './planning-stage.js';

/** A camera changed on the map, by mouse and by keys. */
export function byHand(stage: PlanningStage): void {
  it('is done with a mouse on the map: a camera that is dragged and turned shows at once what that gains', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=draft`);
    await chooseCamera(page, '村口摄像机');
    const heading = page.getByLabel(/^朝向/);
    expect(await heading.inputValue()).toBe('0');
    await drag(page, page.getByLabel('拖动或用方向键改变 村口摄像机 的朝向'), 0, 160);
    await page.getByText('8 → 11').waitFor();
    expect(await heading.inputValue()).toBe('180');
    expect(await figure(page).textContent()).toBe('−3');
    await page.getByText('出现盲区').waitFor();
    await page.getByRole('button', { name: '撤销：村口摄像机 转向' }).click();
    await page.getByText('还没有调整').waitFor();

    await chooseCamera(page, '村口摄像机');
    await type(page, '水平视场角（°）', '30');
    await page.getByRole('combobox', { name: '分辨率' }).click();
    await page.getByRole('option', { name: '3840x2160' }).click();
    expect(await page.getByLabel('水平视场角（°）').inputValue()).toBe('30');
    await page.getByRole('button', { name: '撤销：村口摄像机 换镜头' }).click();
    const before = await page.getByLabel('经度（°）').inputValue();
    await drag(page, page.getByLabel('拖动或用方向键改变 村口摄像机 的位置'), -130, 0);
    await page.getByRole('button', { name: '撤销：村口摄像机 移位' }).waitFor();
    expect(Number(await page.getByLabel('经度（°）').inputValue())).toBeLessThan(Number(before) - 0.0003);

    await page.getByRole('button', { name: '拆除' }).click();
    await page.getByRole('button', { name: '撤销：村口摄像机 拆除' }).waitFor();
    expect(await page.getByRole('button', { name: /^撤销/ }).count()).toBe(1);
  }, 60_000);

  it('is done with keys as well: on the map by arrows, beside it by fields, down to tilt and height', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=draft`);
    await chooseCamera(page, '村口摄像机');
    const place = page.getByLabel('拖动或用方向键改变 村口摄像机 的位置');
    const latitude = page.getByLabel('纬度（°）');
    const before = Number(await latitude.inputValue());
    await place.press('Shift+ArrowUp');
    await place.press('ArrowUp');
    await page.getByRole('button', { name: '撤销：村口摄像机 移位' }).waitFor();
    // Eleven metres to the north; a degree has 111 km.
    expect(Number(await latitude.inputValue()) - before).toBeCloseTo(11 / 111_320, 5);
    await page.getByRole('button', { name: '撤销：村口摄像机 移位' }).click();

    await page.getByLabel('拖动或用方向键改变 村口摄像机 的朝向').press('ArrowLeft');
    await page.getByRole('button', { name: '撤销：村口摄像机 转向' }).waitFor();
    expect(await page.getByLabel(/^朝向/).inputValue()).toBe('359');
    await type(page, /^俯角/, '60');
    // It looks at its own feet, and the place is a gap.
    await page.getByText('8 → 11').waitFor();
    await page.getByRole('button', { name: '撤销：村口摄像机 转向' }).click();
    await type(page, '安装高度（米）', '20');
    await page.getByText('8 → 11').waitFor();
    await page.getByRole('button', { name: '撤销：村口摄像机 移位' }).click();
    await page.getByText('还没有调整').waitFor();
  }, 60_000);

  it('keeps what was tried through a reload and the end of the session', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=draft`);
    await chooseCamera(page, '村口摄像机');
    await type(page, /^朝向/, '90');
    await page.getByRole('button', { name: '撤销：村口摄像机 转向' }).waitFor();
    await page.reload();
    const undo = page.getByRole('button', { name: '撤销：村口摄像机 转向' });
    await undo.waitFor();

    await page.context().clearCookies();
    await side(page, '薄弱点');
    await page.getByLabel('用户名').fill('lin');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await side(page, '调整');
    await undo.waitFor();
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByText('清空全部 1 项调整？').waitFor();
    expect(await page.getByRole('button', { name: /^撤销/ }).count()).toBe(1);
  }, 120_000);
}
