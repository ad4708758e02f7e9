export default {
  title: '欢迎使用{town}',
  over: '本系统已有用户。',
  signIn: '去登录',
  first: '建立第一个管理员',
  tokenWhere:
    '管理令牌在服务器上：配置项 bootstrapToken，或数据目录里的 admin-token 文件。能看到它的人才能建管理员。',
  token: '管理令牌',
  wrongToken: '管理令牌不正确，请从服务器上重新复制',
  username: '您的用户名',
  password: '密码（至少 12 个字符，用几个词最好记）',
  again: '再输一遍密码',
  notSame: '两次输入的密码不一致',
  begin: '建立管理员并登录',
  doors: '从哪里开始？',
  import: {
    title: '导入已有台账',
    text: '手上有一机一档表格（Excel 或 CSV）：先检查，有错的行会说明怎么改，确认后才写入。',
    go: '去导入',
  },
  search: {
    title: '在网络里找摄像机',
    text: '没有表格：在允许的网段里搜索支持 ONVIF 的设备，逐台或按网段纳管。',
    go: '去搜索',
  },
  demo: {
    title: '先看看演示镇',
    text: '在另一台电脑或另一个目录运行下面的命令，会出现一个虚构的镇，不影响这里的数据。',
  },
  later: '之后别忘了给同事建账号、设通知：',
  people: '用户与通知',
};
