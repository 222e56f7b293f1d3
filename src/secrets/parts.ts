import { kubeconfigSecrets } from './kubeconfig-text.ts'
import { userInfoOf } from './user-info.ts'

/** Keys of what is a credential by its name. */
const CREDENTIAL = /token|secret|^pass|passw|pwd|credential|keys?$|(?<![a-z])auth$|signature|^sig$/i
/** Keys of what is public beside a credential: an account of a cloud has them, whose project is in every image's name. */
const PUBLIC =
  /^(type|kind|host(name)?|port|region|zone|user(name)?|e?mail|name|namespace|environment|database|dbname|scheme|protocol|driver|engine|ssl(mode)?|version|path|(quota_)?project(_id)?|client_(id|email)|universe_domain|.*_ur[il])$/i
/** Words, ports and small numbers: not secret, and in every log. */
const PLAIN = /^([a-z]{1,12}|\d{1,5})$/i
/** Bounds the work for a value that holds many others. */
const MOST_PARTS = 1000

/**
 * The values inside of a value that are secrets of their own: the texts and numbers of JSON, the password of an address and
 * what its query names as a credential, credentials among `KEY=VALUE` and `key: value` lines, a number written in another way.
 */
export function partsOf(value: string): readonly string[] {
  const trimmed = value.trim()
  const parts = jsonLeaves(trimmed) ?? [...addressParts(trimmed), ...pairs(trimmed), ...numbers(trimmed)]
  return [...new Set(parts)].filter(part => part !== trimmed).slice(0, MOST_PARTS)
}

function jsonLeaves(text: string): readonly string[] | undefined {
  if (!/^[{["]/.test(text)) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(text, (_, value, context?: { source?: string }) =>
      // Digits beyond those of a double stay as they were written.
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    )
  } catch {
    return undefined
  }
  if (isKubeconfig(parsed)) return kubeconfigSecrets(text)
  const leaves: string[] = []
  const walk = (value: unknown, key: string): void => {
    if (leaves.length >= MOST_PARTS) return
    if (typeof value === 'object' && value !== null) {
      // The items of a list have its key.
      for (const [name, inner] of Object.entries(value)) walk(inner, Array.isArray(value) ? key : name)
    }
    if (typeof value !== 'string') return
    leaves.push(...addressParts(value))
    const isPublic = !CREDENTIAL.test(key) && (PLAIN.test(value) || PUBLIC.test(key))
    if (!isPublic) leaves.push(value, ...numbers(value), ...login(value))
  }
  walk(parsed, '')
  // Public addresses and words say nothing, and would make the log unreadable.
  return leaves.filter(leaf => !/^https?:\/\/[^@?]*$/.test(leaf) && !/^(service_account|authorized_user)$/.test(leaf))
}

/** Its names are public: those of the cluster, the context, the namespace. */
function isKubeconfig(parsed: unknown): boolean {
  return typeof parsed === 'object' && parsed !== null && 'clusters' in parsed && 'users' in parsed
}

/** `auth` of a docker config: user and password in base64. */
function login(text: string): readonly string[] {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(text) || text.length % 4 !== 0) return []
  const [, password] = /^[\w.-]+:([\x20-\x7e]+)$/.exec(Buffer.from(text, 'base64').toString('utf8')) ?? []
  return password === undefined ? [] : [password]
}

function addressParts(text: string): readonly string[] {
  if (text.length > 8192 || /\s/.test(text)) return []
  // Some databases have an address without a scheme: user:password@tcp(host)/name.
  const [, bare] = /^[^:@/]+:([^@]+)@[^@]+$/.exec(text) ?? []
  return [...userInfoOf(text), ...(bare === undefined ? [] : [bare]), ...queryParts(text)]
}

/** The values that the query of an address names as credentials. */
function queryParts(text: string): readonly string[] {
  const begin = text.search(/[?&;]/)
  if (begin < 0) return []
  const pairs = text.slice(begin + 1).split(/[&;]/)
  return pairs.flatMap(pair => {
    const at = pair.indexOf('=')
    const [value = ''] = pair.slice(at + 1).split('#', 1)
    return at > 0 && value !== '' && CREDENTIAL.test(pair.slice(0, at)) ? [value, decoded(value)] : []
  })
}

function pairs(text: string): readonly string[] {
  const found: string[] = []
  for (const line of text.split(/[\r\n;]+/)) {
    const [, key, written] = /^\s*(?:export\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? []
    if (key === undefined || written === undefined || !CREDENTIAL.test(key)) continue
    const value = withoutComma(written)
    const bare = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
    if (!/^[a-z]{1,8}$/i.test(bare) || /passw|pwd/i.test(key)) found.push(bare)
  }
  return found
}

/** Without commas and blanks at its end, in any order. */
function withoutComma(text: string): string {
  let end = text.length
  while (end > 0 && /[,\s]/.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** A number as Go, JavaScript and YAML write it again: `7.39e+19`, without its zeros, an octal one in decimal. */
function numbers(text: string): readonly string[] {
  const digits = text.replaceAll('_', '')
  if (!/^[-+]?(0[xob])?[\d.][\da-f.]*(e[-+]?\d+)?$/i.test(digits)) return []
  const forms = [Number(digits), /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN].flatMap(number => {
    if (!Number.isFinite(number)) return []
    const exponential = number.toExponential()
    const go = exponential.replace(/e([-+])(\d)$/, 'e$10$2')
    const whole = Number.isInteger(number) ? [BigInt(number).toString(), number.toString()] : [number.toString()]
    return [exponential, go, go.toUpperCase(), ...whole]
  })
  return [...forms, digits]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
