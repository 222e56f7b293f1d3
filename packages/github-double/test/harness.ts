import { afterEachTest } from '../../../script/testing/cleanup.ts'
import { createRepository, type Repository } from '../src/git/repository.ts'
import { type GitHubDouble, type GitHubOptions, startGitHub } from '../src/github.ts'

/** A double with one repository, `acme/hello`, and how tests talk to it. */
export interface Harness {
  readonly github: GitHubDouble
  readonly repository: Repository
  /** Calls an endpoint below `/repos/acme/hello`, with the workflow's token by default. */
  call(method: string, path: string, options?: CallOptions): Promise<Called>
  /** Asks GraphQL, with the token of a person who may read everything by default. */
  query(text: string, options?: QueryOptions): Promise<Queried>
}

export interface QueryOptions {
  readonly variables?: Readonly<Record<string, unknown>>
  readonly token?: string
}

export interface Queried {
  readonly status: number
  readonly headers: Headers
  readonly data: unknown
  readonly errors: readonly Record<string, unknown>[]
}

export interface CallOptions {
  readonly body?: unknown
  readonly token?: string
  readonly accept?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Called {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body of an object answer. */
  readonly body: Record<string, unknown>
  /** The body of a list answer. */
  readonly items: Record<string, unknown>[]
}

/** What the tests' workflow may do: more than a deploy job, since tests also make the checks and statuses. */
const DEPLOY_JOB = {
  actions: 'write',
  attestations: 'read',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  packages: 'read',
} as const

const running: (() => Promise<void>)[] = []

afterEachTest(async () => {
  for (const stop of running.splice(0)) await stop()
})

export async function startHarness(options: GitHubOptions = {}): Promise<Harness> {
  const repository = await createRepository()
  running.push(() => repository.remove())
  const github = await startGitHub({
    repositories: [{ owner: 'acme', name: 'hello', bare: repository.bare }],
    tokens: {
      ghs_workflow: { name: 'workflow', permissions: { ...DEPLOY_JOB, checks: 'write', statuses: 'write' } },
      ghs_ci: { name: 'ci', kind: 'app' },
      ghp_person: { name: 'person', kind: 'user', login: 'ada' },
    },
    ...options,
  })
  running.push(() => github.stop())
  return {
    github,
    repository,
    call: (method, path, given) => call(github, method, path, given),
    query: (text, given) => query(github, text, given),
  }
}

async function call(github: GitHubDouble, method: string, path: string, options: CallOptions = {}): Promise<Called> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${options.token ?? 'ghs_workflow'}`,
    accept: options.accept ?? 'application/vnd.github+json',
    ...options.headers,
  }
  const body = options.body === undefined ? null : JSON.stringify(options.body)
  const response = await fetch(`${github.url}/repos/acme/hello${path}`, { method, headers, body })
  const text = await response.text()
  const parsed = response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : undefined
  const items = Array.isArray(parsed) ? parsed : []
  return { status: response.status, headers: response.headers, text, body: parsed ?? {}, items }
}

async function query(github: GitHubDouble, text: string, { variables, token }: QueryOptions = {}): Promise<Queried> {
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token ?? 'ghp_person'}` },
    body: JSON.stringify({ query: text, variables }),
  })
  const answered = (await response.json()) as { data?: unknown; errors?: Record<string, unknown>[] }
  return { status: response.status, headers: response.headers, data: answered.data, errors: answered.errors ?? [] }
}
