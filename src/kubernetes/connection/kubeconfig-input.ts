import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { messageOf, UserError } from '../../errors.ts'

/** What the `kubeconfig` input holds. */
type KubeconfigInput =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'content'; readonly text: string }

/**
 * Recognises the input: content, content in base64 (a common way to store it in one line), or a path.
 * Throws `kubeconfig-unreadable`, and quotes the input only where it can be nothing but a path.
 */
export async function readKubeconfigInput(input: string): Promise<KubeconfigInput> {
  if (isContent(input)) return { kind: 'content', text: fromBase64(input) ?? input }
  const decoded = fromBase64(input)
  if (decoded !== undefined) return { kind: 'content', text: decoded }
  const hint = 'give the path of a kubeconfig file or its content, as it is or in base64'
  try {
    return { kind: 'file', path: input, text: await readFile(input, 'utf8') }
  } catch (cause) {
    if (!isSurelyPath(input)) {
      // Neither the input nor the system's message, which quotes it: it could be a credential.
      throw new UserError('kubeconfig-unreadable', `Input "kubeconfig": it is neither a kubeconfig nor a path; ${hint}`)
    }
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : messageOf(cause)
    throw new UserError('kubeconfig-unreadable', `Input "kubeconfig": cannot read ${input} (${code}); ${hint}`, {
      cause,
    })
  }
}

function isContent(input: string): boolean {
  return /[\n{]/.test(input.trim()) || /^\s*[A-Za-z]+:\s/.test(input)
}

/** The kubeconfig that the text is the base64 of, if it is; line breaks, as `base64` makes them, do not matter. */
function fromBase64(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return undefined
  const decoded = Buffer.from(compact, 'base64').toString('utf8')
  return /^\s*["']?(clusters|contexts|users|kind|apiVersion)["']?\s*:/m.test(decoded) || /^\s*\{\s*"/.test(decoded)
    ? decoded
    : undefined
}

/** A password may look like a path, but no folder of this machine is called like its beginning. */
function isSurelyPath(input: string): boolean {
  const folder = dirname(input)
  return isAbsolute(input) && input.length <= 4096 && !/\p{Cc}/u.test(input) && folder !== '/' && existsSync(folder)
}
