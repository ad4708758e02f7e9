/**
 * What is guessed first. Words are compared without case, digits and signs, so that `Admin@123456` is `admin`; lines
 * are rows of keys, of which no password may be a part or a repetition.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'password passwort passwd pass passw0rd pword secret secrets admin administrator adminadmin root rootroot toor ' +
    'guest user username login letmein welcome changeme changemenow default test testtest testing tester demo ' +
    'qwerty qwertyuiop qwertyqwerty qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qweasd ' +
    'qweasdzxc iloveyou loveyou love lovely sunshine princess dragon monkey shadow master superman batman football ' +
    'baseball basketball soccer hockey freedom whatever trustno trustnoone michael jennifer jordan hunter killer ' +
    'pokemon starwars computer internet server system sysadmin operator support service security camera cameras ' +
    'ipcamera ipcam hikvision hik hikadmin hikhik dahua dahuatech uniview tiandy xiongmai tplink video videoadmin ' +
    'monitor monitoring nvr dvr onvif rtsp shouwang shouwangadmin police gongan safety xueliang tianwang pingan ' +
    'woaini woainima woaizhongguo zhongguo china beijing shanghai fujian quanzhou jinjiang anhai nihao mima mimamima ' +
    'guanliyuan yonghu denglu aini wangmeng taobao weixin tencent qq baidu huawei xiaomi ' +
    'abc abcd abcabc aaa aaaa a aa q qq qwe qwer asd zxc p pw pwd abcdef abcdefg abcdefgh summer winter spring autumn ' +
    'january february march april june july august september october november december monday friday hello helloworld ' +
    'hellohello correcthorsebatterystaple openup opensesame access accessgranted temp temporary new newpassword ' +
    'mypassword thepassword yourpassword oldpassword firstpassword initial init 密码 管理员 监控 守望 摄像头'
  ).split(' '),
);

export const KEY_ROWS: readonly string[] = [
  '01234567890123456789',
  '09876543210987654321',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  'mnbvcxzlkjhgfdsapoiuytrewq',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '!@#$%^&*()_+',
];
