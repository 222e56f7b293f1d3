import { userInfoOf } from './user-info.ts'

/** Keys of a kubeconfig, and of JSON and YAML like it, whose values are credentials. */
const CREDENTIAL = /token|secret|passw|credential|^client-key-data$/i
// The look behind keeps it linear: a long text without a colon is not tried again from each of its characters.
const PAIR = /(?<![\w.-])([\w.-]+)["']?[ \t]*:[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}#"'][^\n,}]*)/g

/**
 * The credentials in the text of a kubeconfig, in base64 too, by the names of its keys: enough until it is parsed. Nothing of
 * a text that is a path.
 */
export function kubeconfigSecrets(given: string): readonly string[] {
  const text = decodedText(given)
  const found = [...text.matchAll(PAIR)].flatMap(([, key = '', written = '']) => {
    const value = unquoted(written.trim())
    if (/^(server|proxy-url)$/.test(key)) return userInfoOf(value)
    if (!CREDENTIAL.test(key) || /^[|>]/.test(value)) return []
    return key === 'client-key-data' ? [value, Buffer.from(value, 'base64').toString('utf8')] : [value]
  })
  // As a whole it is a secret in its one-line form.
  return text === given ? found : [given.replaceAll(/\s+/g, ''), ...found]
}

/** Whether a value is a kubeconfig, in base64 too: its names are public, unlike the lines of any other secret. */
export function isKubeconfigText(value: string): boolean {
  const text = decodedText(value)
  return /\bclusters["']?\s*:/.test(text) && /\busers["']?\s*:/.test(text) && /\bcontexts["']?\s*:/.test(text)
}

function decodedText(given: string): string {
  const compact = given.replaceAll(/\s+/g, '')
  if (!/^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(compact)) return given
  const text = Buffer.from(compact, 'base64').toString('utf8')
  return /\b(clusters|users|contexts)\b/.test(text) ? text : given
}

function unquoted(text: string): string {
  if (text.startsWith('"')) return parsed(text)
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  const comment = text.search(/\s#/)
  return (comment < 0 ? text : text.slice(0, comment)).trim()
}

function parsed(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text.slice(1, -1)
  }
}
