import { forbiddenSite } from './forbidden-site.js';

describe('forbiddenSite', () => {
  it.each([
    ['旅馆客房', '客房'],
    ['饭店包间', '包间'],
    ['学生宿舍', '宿舍'],
    ['外来人员宿舍', '宿舍'],
    ['宿 舍', '宿舍'],
    ['公共浴室', '浴室'],
    ['男卫生间', '卫生间'],
    ['公共厕所', '厕所'],
    ['更衣室', '更衣'],
    ['哺乳室', '哺乳'],
    ['母婴室', '母婴室'],
    ['试衣间', '试衣'],
    ['Guest Room 203', 'guest room'],
    ['Guest-room', 'guest room'],
    ['Ｔｏｉｌｅｔ', 'toilet'],
    ['student dormitory', 'dormitory'],
    ['women’s changing  room', 'changing room'],
    ['宿舍门口及宿舍内', '宿舍'],
  ])('refuses %s because of %s', (siteKind, word) => {
    expect(forbiddenSite(siteKind)).toBe(word);
  });

  it.each([
    '群众家门口',
    '沿街商铺',
    '物业小区',
    '城中村',
    '停车场',
    '宿舍楼外',
    '公共厕所门口',
    'outside the dormitory',
    'dormitory entrance',
    'hotel lobby',
  ])('allows %s', (siteKind) => {
    expect(forbiddenSite(siteKind)).toBeNull();
  });
});
