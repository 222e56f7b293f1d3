import type { Logger } from '../log/logger.ts'
import type { Masks } from '../secrets/masks.ts'
import type { Clock } from '../time/clock.ts'
import type { RegistryAccess, RegistryCredentials } from './auth.ts'
import type { AskCredentialHelper } from './credential-helper.ts'
import { dockerLogin, type RegistryLogin, type StoredLogin } from './docker-config.ts'

/** Where the credentials for a registry come from. */
export interface CredentialsOptions {
  /** Host and port. */
  readonly registry: string
  /** From the inputs; else docker's login is used, else none. */
  readonly login?: RegistryLogin | undefined
  /** Where docker's configuration is found: DOCKER_CONFIG, HOME. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly askHelper: AskCredentialHelper
  readonly masks: Pick<Masks, 'add'>
  readonly log: Logger
  readonly clock: Pick<Clock, 'now'>
}

type Found = Pick<RegistryCredentials, 'login' | 'description'>

/** Helpers keep their own answers, but start a program for each question. In milliseconds. */
const KEPT_MS = 60_000

/** The credentials for one registry, looked up again and again: what a helper gives may expire while an image is built. */
export class CredentialsSource {
  readonly #options: CredentialsOptions
  #kept: { readonly found: Found; readonly at: number } | undefined
  #noticed = ''

  constructor(options: CredentialsOptions) {
    this.#options = options
  }

  /** The login of the inputs, else docker's, else anonymous access. The password is masked. `isFresh`: asked just now. */
  async current(access: RegistryAccess): Promise<{ credentials: RegistryCredentials; isFresh: boolean }> {
    const { clock } = this.#options
    const kept = this.#kept
    if (kept !== undefined && clock.now() - kept.at < KEPT_MS) {
      return { credentials: { ...kept.found, access }, isFresh: false }
    }
    const found = await this.#find()
    this.#kept = { found, at: clock.now() }
    return { credentials: { ...found, access }, isFresh: true }
  }

  /** What was kept did not help: the next question is asked anew. */
  forget(): void {
    this.#kept = undefined
  }

  async #find(): Promise<Found> {
    const { registry, login, env, askHelper, masks } = this.#options
    if (login !== undefined) {
      masks.add(login.password, 'the input "registry-password"')
      return { login, description: `as "${login.username}"` }
    }
    const config = await dockerLogin(registry, env)
    if (config.helper !== undefined) {
      const { helper } = config
      const answer = await askHelper(helper, config.server)
      if (answer.kind === 'login') return this.#stored(answer.login, `docker's credential helper "${helper}"`)
      if (answer.kind === 'failed' && config.login === undefined) return this.#withoutHelper(helper, answer.why)
    }
    if (config.login !== undefined) return this.#stored(config.login, "docker's login")
    return { login: undefined, description: 'anonymously' }
  }

  #stored(login: StoredLogin, from: string): Found {
    const { masks, registry } = this.#options
    const isToken = 'identityToken' in login
    masks.add(isToken ? login.identityToken : login.password, `docker's login for ${registry}`)
    return { login, description: isToken ? `with a token (${from})` : `as "${login.username}" (${from})` }
  }

  /** It may be that nothing needs a login; if something does, the error says this. */
  #withoutHelper(helper: string, why: string): Found {
    const { log, registry } = this.#options
    const text = `docker's credential helper "${helper}" gives no login: ${why}`
    if (this.#noticed !== text) log.notice(`For ${registry}, ${text}; trying anonymously`)
    this.#noticed = text
    return { login: undefined, description: `anonymously (${text})` }
  }
}
