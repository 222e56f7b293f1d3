/** Words of the names of credentials. A longer word that only begins with one of the short ones is another name. */
const CREDENTIAL = [
  'token|secret|passw|passphrase|passcode|pwd|credential|authorization|signature|bearer',
  'pass(?![a-z])|creds?(?![a-z])|auth(?![\\w.-])|connection[-_.]?string',
  '(?:api|private|access|account|encrypt(?:ion)?|signing|master|session|shared|storage|hmac|jwt|app|auth)[-_.]?key',
].join('|')
/** What may stand between such a word and the end of its name. Bounded, so that a text that repeats one is not read again and again. */
const REST = '[\\w.-]{0,60}["\']?\\s{0,20}'

const NAME = new RegExp(CREDENTIAL, 'i')
/** The ends of names of fields that name an object or a time. */
const OTHERS = '(?:name|ref|seconds|namespace)'
const OTHER_NAME = new RegExp(`${OTHERS}$`, 'i')
/** A name and where its value begins. */
const BEGINNING = new RegExp(`(?:${CREDENTIAL})(?![\\w.-]{0,60}${OTHERS}["']?\\s{0,20}[:=])${REST}[:=]`, 'i')
const TEXTS = [
  // A name and its value, also where the value is an entry of its own, or stands between tags.
  new RegExp(`(?:${CREDENTIAL})${REST}[:=>]\\s{0,20}["']?[^\\s"',}]`, 'i'),
  new RegExp(`(?:${CREDENTIAL})${REST},?\\s{0,20}["']?value["']?\\s{0,20}[:=]`, 'i'),
  // An option of a program in a command, and a line of a configuration without a separator.
  new RegExp(`(?:^|\\s)--?[\\w-]{0,60}(?:${CREDENTIAL})[\\w-]{0,60}\\s{1,20}\\S`, 'i'),
  /(?:^|\s)(?:password|requirepass|masterauth)[ \t]{1,20}\S/i,
  // The signature of a signed address, and the user and password of an address.
  /\bsig=/i,
  /:\/\/[^/?#\s@]*@/,
  // `curl -u user:password`, but not the numbers of a user and a group; what other programs take without a name.
  /(?:^|[\s"'[,])(?:-[uU]|--(?:proxy-)?user)[\s=,"']{0,5}(?!\d{1,10}:\d{1,10}(?!\w))[^\s:"',-][^\s:"',]{0,100}:[^\s"']/,
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass)\b[^\n|;&]{0,200}\s-p\S/,
  /\bsshpass\s{1,5}-p/,
  /\b(?:docker|podman|crane|helm)\b[^\n|;&]{0,60}\blogin\b[^\n|;&]{0,200}\s-p\s{0,5}\S/,
  /\bredis-cli\b[^\n|;&]{0,200}\s-a\s{0,5}\S/,
  // A header, and what services give out with a prefix of their own.
  /\b(?:Basic|Bearer)\s{1,5}(?=\S{0,100}[A-Z0-9=])[\w+/=.~-]{8,}/,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,})/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\b[rs]k_(?:live|test)_\w{10,}|\beyJ[\w-]{8,}\.[\w-]{8,}\./,
]
/** An option of a program whose value is the next argument. */
const OPTION = new RegExp(`^--?[\\w-]{0,60}(?:${CREDENTIAL})[\\w-]{0,60}$`, 'i')
/** The same of curl, where the next argument is a user and a password. */
const USER_OPTION = /^(?:-[uU]|--(?:proxy-)?user)$/

/** Whether the value of a field or a variable of that name is a credential. */
export function isCredentialName(name: string): boolean {
  return NAME.test(name) && !OTHER_NAME.test(name)
}

/** Whether a text has a credential and its value, or is the option before one. */
export function hasCredential(text: string): boolean {
  return OPTION.test(text) || USER_OPTION.test(text) || TEXTS.some(pattern => pattern.test(text))
}

/** The lines of a text that belong to a credential which begins on a line above: a block, a list, a value that goes on. */
export function linesOfCredentials(text: readonly string[]): ReadonlySet<string> {
  const lines = new Set<string>()
  // Most texts have no such name, and one look is faster than one for each line.
  if (!NAME.test(text.join('\n'))) return lines
  let under: number | undefined
  for (const line of text) {
    const indent = line.search(/\S/)
    if (indent === -1) continue
    const goesOn = under !== undefined && (indent > under || (indent === under && /^\s*- /.test(line)))
    if (goesOn) lines.add(line)
    else under = BEGINNING.test(line) ? indent : undefined
  }
  return lines
}
