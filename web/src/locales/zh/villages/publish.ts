/** What is posted. */
export default {
  publish: {
    title: '收支公示',
    preview: '预览',
    previewPage: '打开要张贴的页面',
    previewNote: '预览与公示内容一致，只是还没有编号。未批准的采购只以“待审”一个数字列出。',
    publish: '正式公示',
    gapsUnknown: '消除盲区数现在未知，公示里这一栏将是空白；建议算出后再公示。',
    nameOf: '名称',
    publishing: '公示后内容冻结，编号不能撤销，只能用新的公示更正。确定公示吗？',
    done: '已公示，编号 {number}',
    list: '已公示',
    number: '编号',
    days: '公示日期',
    check: '公众核验页',
    hash: 'SHA-256 校验值',
    correct: '更正',
    corrects: '更正 {number}',
    correctedBy: '已由 {number} 更正',
    correcting: '正在更正 {number}',
    noCheck: '核验页已停用',
  },
};
