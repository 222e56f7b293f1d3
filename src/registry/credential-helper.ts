import { messageOf } from '../errors.ts'
import type { Exec } from '../process/exec.ts'
import { asRecord } from '../text/json.ts'
import type { StoredLogin } from './docker-config.ts'

/** What a credential helper answers. */
export type HelperAnswer =
  | { readonly kind: 'login'; readonly login: StoredLogin }
  /** It works and has none. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string }

/** Asks a helper of docker's, by its name in the configuration, for the login to a server. */
export type AskCredentialHelper = (helper: string, server: string) => Promise<HelperAnswer>

/** How helpers are run. */
export interface HelperOptions {
  readonly exec: Exec
  /** The helper's whole environment: clouds' helpers find their own logins there. */
  readonly env: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** A helper asks its cloud; it must not hold up the build for ever. */
const TIMEOUT_MS = 30_000
/** What docker's own helpers say when they have nothing (docker-credential-helpers, credentials/error.go). */
const NOTHING = /credentials not found in native keychain|no credentials server URL|no credentials username/

/** Helpers as docker runs them: the program `docker-credential-NAME get`, the server on its standard input, JSON back. */
export function credentialHelpers({ exec, env, signal }: HelperOptions): AskCredentialHelper {
  return async (helper, server) => {
    // The name is a part of a program's: it must not lead elsewhere.
    if (!/^[\w.-]+$/.test(helper))
      return { kind: 'failed', why: 'its name in the configuration is not that of a program' }
    const program = `docker-credential-${helper}`
    try {
      const { exitCode, stdout, stderr } = await exec(program, ['get'], {
        env,
        input: server,
        signal,
        timeoutMs: TIMEOUT_MS,
      })
      if (exitCode === 0) return loginIn(stdout)
      // The protocol has the error on standard output; some write it to the other.
      const said = `${stdout}\n${stderr}`
      if (NOTHING.test(said)) return { kind: 'none' }
      return { kind: 'failed', why: said.trim().split('\n')[0]?.trim() || `it ended with exit code ${exitCode}` }
    } catch (thrown) {
      signal?.throwIfAborted()
      return { kind: 'failed', why: messageOf(thrown) }
    }
  }
}

/** What is no answer is not shown: there may be a password in it. */
function loginIn(text: string): HelperAnswer {
  const { Username, Secret } = asRecord(parsed(text))
  if (typeof Username !== 'string' || typeof Secret !== 'string') {
    return { kind: 'failed', why: 'it answers with something else than a login' }
  }
  if (Secret === '') return { kind: 'none' }
  // By this name a helper says that the secret is a refresh token of the registry's.
  if (Username === '<token>') return { kind: 'login', login: { identityToken: Secret } }
  return Username === '' ? { kind: 'none' } : { kind: 'login', login: { username: Username, password: Secret } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
