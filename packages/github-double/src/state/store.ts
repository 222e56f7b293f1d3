import { COUNT_LIMITS, type CountLimits } from '../description/limits.ts'
import { GitHistory } from '../git/history.ts'
import { Ids } from '../ids.ts'
import { ACTIONS_APP, ACTIONS_USER, type Account, type App, type TokenKind } from './account.ts'
import type { Event } from './event.ts'
import { defaultPermissions, NOT_FOR_WORKFLOWS, type Permissions } from './permission.ts'
import { fullName, type RepositoryState } from './repository.ts'

export interface NewRepository {
  readonly owner: string
  readonly name: string
  /** Folder of the bare repository with the git data. */
  readonly bare: string
  /** Default: `main`. */
  readonly defaultBranch?: string
  /** `owner/name` of what it is a fork of; it belongs to a person then. */
  readonly forkOf?: string
  readonly topics?: readonly string[]
  readonly archived?: boolean
  readonly disabled?: boolean
}

export interface NewToken {
  /** What logs and events call it. */
  readonly name: string
  /** Default: `workflow`. */
  readonly kind?: TokenKind
  /** Login of a person, slug of an App; default: the name. */
  readonly login?: string
  /** Default: for a workflow those of a deploy job, else everything. */
  readonly permissions?: Permissions
  /** The repositories it can see, as `owner/name`; default: all. */
  readonly repositories?: readonly string[]
  /** Scopes of a person's classic token, which its answers name; default: a token of another kind, which has none. */
  readonly scopes?: readonly string[]
  /** Requests an hour; default: GitHub's (1,000 for a workflow's token, else 5,000). */
  readonly rateLimit?: number
  /** Points an hour for queries; default: GitHub's (1,000 for a workflow's token, else 5,000). */
  readonly pointLimit?: number
}

/** Everything the double knows. Routes read and change it; nothing else does. */
export class Store {
  readonly ids = new Ids()
  readonly repositories: RepositoryState[] = []
  readonly events: Event[] = []
  readonly limits: CountLimits
  /** How many of the newest workflow runs filtered lists lack: those are searches, and lag. */
  unlistedRuns = 0
  readonly #accounts = new Map<string, Account>()
  readonly #people = new Map<string, Account>()
  readonly #now: () => number

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number, limits: Partial<CountLimits> = {}) {
    this.limits = { ...COUNT_LIMITS, ...limits }
    this.#now = now
  }

  /** Now, as GitHub writes times: UTC, whole seconds. */
  timestamp(): string {
    return new Date(this.#now()).toISOString().replace(/\.\d+Z$/, 'Z')
  }

  addRepository(made: NewRepository): RepositoryState {
    const parent = made.forkOf === undefined ? undefined : this.findRepository(made.forkOf)
    if (parent === undefined && made.forkOf !== undefined) throw new Error(`there is no ${made.forkOf} to fork`)
    const type = parent === undefined ? ('Organization' as const) : ('User' as const)
    const owner = { login: made.owner, id: this.ids.next('user'), type }
    const repository: RepositoryState = {
      id: this.ids.next('repository'),
      owner: this.repositories.find(other => other.owner.login === made.owner)?.owner ?? owner,
      name: made.name,
      formerNames: [],
      bare: made.bare,
      git: new GitHistory(made.bare),
      defaultBranch: made.defaultBranch ?? 'main',
      parent,
      createdAt: this.timestamp(),
      archived: made.archived ?? false,
      disabled: made.disabled ?? false,
      topics: made.topics ?? [],
      deployments: [],
      commitStatuses: [],
      checkSuites: [],
      checkRuns: [],
      workflows: [],
      workflowRuns: [],
      pullRequests: [],
      issues: [],
      issueComments: [],
      pushed: new Map(),
      activities: [],
      attestations: [],
      rules: {},
      environments: new Map(),
      secrets: { repository: [], organization: [], of: new Map() },
      rulesets: [],
      mergeMethods: ['merge', 'squash', 'rebase'],
      roles: new Map(),
    }
    if (this.findRepository(fullName(repository)) !== undefined)
      throw new Error(`${fullName(repository)} exists already`)
    this.repositories.push(repository)
    return repository
  }

  /** By `owner/name`; upper and lower case are the same, as on GitHub. */
  findRepository(name: string): RepositoryState | undefined {
    return this.repositories.find(repository => fullName(repository).toLowerCase() === name.toLowerCase())
  }

  /** By a name it had before, unless another one has taken that. */
  findRenamed(name: string): RepositoryState | undefined {
    return this.repositories.find(one => one.formerNames.some(former => former.toLowerCase() === name.toLowerCase()))
  }

  addToken(token: string, made: NewToken): Account {
    const account = this.#account(made)
    this.#accounts.set(token, account)
    return account
  }

  revokeToken(token: string): void {
    this.#accounts.delete(token)
  }

  /** By the name the test gave to its token. */
  accountNamed(name: string): Account {
    const found = [...this.#accounts.values()].find(account => account.name === name)
    if (found === undefined) throw new Error(`no token is called ${name}`)
    return found
  }

  /** Someone who has no token here: an author, or who deploys without going through HTTP. */
  person(login: string): Account {
    const known = this.#people.get(login.toLowerCase())
    const account =
      known ??
      this.#account({ name: login, kind: login.endsWith('[bot]') ? 'app' : 'user', login: login.replace('[bot]', '') })
    this.#people.set(login.toLowerCase(), account)
    return account
  }

  accountOf(token: string): Account | undefined {
    return this.#accounts.get(token)
  }

  #account(made: NewToken): Account {
    const kind = made.kind ?? 'workflow'
    const login = made.login ?? made.name
    const rateLimit = made.rateLimit ?? (kind === 'workflow' ? 1000 : 5000)
    const pointLimit = made.pointLimit ?? (kind === 'workflow' ? 1000 : 5000)
    const permissions = made.permissions ?? defaultPermissions(kind)
    if (kind === 'workflow' && NOT_FOR_WORKFLOWS.some(name => permissions[name] !== undefined))
      throw new Error(`no workflow's token can have ${NOT_FOR_WORKFLOWS.join(' or ')}`)
    const base = {
      name: made.name,
      kind,
      scopes: made.scopes,
      rateLimit,
      pointLimit,
      permissions,
      repositories: made.repositories,
    }
    if (kind === 'workflow') return { ...base, user: ACTIONS_USER, app: ACTIONS_APP }
    const id = this.ids.next('user')
    if (kind === 'user') return { ...base, user: { login, id, type: 'User' }, app: undefined }
    const app: App = { id: this.ids.next('app'), slug: login, name: login }
    return { ...base, user: { login: `${login}[bot]`, id, type: 'Bot' }, app }
  }
}
