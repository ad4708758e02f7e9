import type zh from '../zh/welcome.ts';

const welcome: typeof zh = {
  title: 'Welcome to {town}',
  over: 'There are users already.',
  signIn: 'Sign in',
  first: 'Make the first admin',
  tokenWhere:
    'The admin token is on the server: the setting bootstrapToken, or the file admin-token of the data folder. Whoever can read it may make an admin.',
  token: 'Admin token',
  wrongToken: 'That is not the admin token; copy it from the server again',
  username: 'Your user name',
  password: 'Password (at least 12 characters; several words are easiest)',
  again: 'Password again',
  notSame: 'The two passwords differ',
  begin: 'Make the admin and sign in',
  doors: 'Where to begin?',
  import: {
    title: 'Import a register',
    text: 'With a file of cameras (Excel or CSV): it is checked first, each wrong row says how to mend it, and nothing is written before you say so.',
    go: 'Import',
  },
  search: {
    title: 'Search the network',
    text: 'Without a file: look for ONVIF devices on networks that you allow, and adopt them one by one or all at once.',
    go: 'Search',
  },
  demo: {
    title: 'Look at the demo town first',
    text: 'Run this on another computer or in another folder: a made-up town appears, and nothing here is touched.',
  },
  later: 'Then make accounts for your colleagues, and tell who is told:',
  people: 'Users and notices',
};
export default welcome;
