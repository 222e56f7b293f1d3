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
]
/** An option of a program whose value is the next argument. */
const OPTION = new RegExp(`^--?[\\w-]{0,60}(?:${CREDENTIAL})[\\w-]{0,60}$`, 'i')

/** Whether the value of a field or a variable of that name is a credential. */
export function isCredentialName(name: string): boolean {
  return NAME.test(name) && !OTHER_NAME.test(name)
}

/** Whether a text has a credential and its value, or is the option before one. */
export function hasCredential(text: string): boolean {
  return OPTION.test(text) || TEXTS.some(pattern => pattern.test(text))
}

/** The lines of a text that belong to a credential which begins on a line above: a block, a list, a value that goes on. */
export function linesOfCredentials(text: readonly string[]): ReadonlySet<string> {
  const lines = new Set<string>()
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
