import { asRecord } from '../../text/json.ts'

/** What of this project a job runs. `plan`: a dry run of the deploy action. */
export type CallRole = 'deploy' | 'plan' | 'reconcile' | 'notify-stale' | 'deploybot' | 'build'

/** What the token of a job may do. `default`: what the repository's settings say, since the file says nothing. */
export type GrantedPermissions = 'default' | 'read-all' | 'write-all' | ReadonlyMap<string, string>

/** A job or a step that runs something of this project, or of a copy of it. */
export interface WorkflowCall {
  readonly role: CallRole
  /** As written: `commit-train/commit-train/actions/deploy@v1`. */
  readonly uses: string
  /** Whether it is of a repository with this project's name: another one may have an action of its own at the same path. */
  readonly isKnown: boolean
  /** Whether it calls the whole workflow, not an action of it. */
  readonly isWorkflow: boolean
  /** Whether it names a commit by its full SHA. */
  readonly isPinned: boolean
  readonly job: string
  readonly granted: GrantedPermissions
  /** Inputs whose values are plain. */
  readonly inputs: Readonly<Record<string, string>>
  /** What is handed to it: of a called workflow its `secrets`, of a step its environment. */
  readonly handed: 'inherit' | ReadonlyMap<string, string>
}

/** A key that GitHub Enterprise Server has later than github.com, or not yet. */
export type NewKey = 'concurrency.queue' | 'environment.deployment' | 'schedule.timezone'

type Fields = Readonly<Record<string, unknown>>

const PATHS: readonly (readonly [RegExp, CallRole])[] = [
  [/^\.github\/workflows\/deploy\.ya?ml$/, 'deploy'],
  [/^actions\/(?:ship|deploy)$/, 'deploy'],
  [/^actions\/reconcile$/, 'reconcile'],
  [/^actions\/notify-stale$/, 'notify-stale'],
  [/^actions\/build$/, 'build'],
]

/** Everything of this project that the jobs of a workflow run. */
export function callsOf(workflow: Fields): readonly WorkflowCall[] {
  return Object.entries(asRecord(workflow.jobs)).flatMap(([name, given]) => {
    const job = asRecord(given)
    const granted = grantedBy(job.permissions ?? workflow.permissions)
    const steps = Array.isArray(job.steps) ? job.steps.map(asRecord) : []
    const env = { ...asRecord(workflow.env), ...asRecord(job.env) }
    return [job, ...steps].flatMap(one => {
      const isWorkflow = one === job
      const handed = isWorkflow ? handedBy(job.secrets) : textsOf({ ...env, ...asRecord(one.env) })
      return callOf(one, { job: name, granted, isWorkflow, handed }) ?? []
    })
  })
}

function callOf(
  { uses, with: given }: Fields,
  at: Pick<WorkflowCall, 'job' | 'granted' | 'isWorkflow' | 'handed'>,
): WorkflowCall | undefined {
  if (typeof uses !== 'string') return undefined
  const [, name, path, ref = ''] = /^([^/@]+\/[^/@]+)(?:\/([^@]+))?@(.+)$/.exec(uses) ?? []
  if (name === undefined) return undefined
  const role = path === undefined ? rootRole(name) : PATHS.find(([pattern]) => pattern.test(path))?.[1]
  if (role === undefined) return undefined
  const inputs = Object.fromEntries(textsOf(asRecord(given)))
  const isPlan = role === 'deploy' && inputs['dry-run'] === 'true'
  const isKnown = name.endsWith('/commit-train')
  return { ...at, role: isPlan ? 'plan' : role, uses, isKnown, isPinned: /^[0-9a-f]{40}$/.test(ref), inputs }
}

function handedBy(secrets: unknown): WorkflowCall['handed'] {
  return secrets === 'inherit' ? secrets : textsOf(asRecord(secrets))
}

function textsOf(fields: Fields): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(fields).flatMap(([key, value]): [string, string][] =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
    ),
  )
}

/** The action at the root of a repository: of this project, or of a copy that kept its name. */
function rootRole(name: string): CallRole | undefined {
  return name.endsWith('/commit-train') ? 'deploybot' : undefined
}

function grantedBy(permissions: unknown): GrantedPermissions {
  if (permissions === undefined) return 'default'
  if (permissions === 'read-all' || permissions === 'write-all') return permissions
  return new Map(Object.entries(asRecord(permissions)).map(([name, level]) => [name, String(level)]))
}

/** The keys of a workflow that not every server knows. */
export function newKeysOf(workflow: Fields): readonly NewKey[] {
  const jobs = Object.values(asRecord(workflow.jobs)).map(asRecord)
  const schedules = [asRecord(workflow.on).schedule].flat().map(asRecord)
  const has = (places: readonly unknown[], key: string) => places.some(one => Object.hasOwn(asRecord(one), key))
  const found: readonly (readonly [NewKey, boolean])[] = [
    ['concurrency.queue', has([workflow.concurrency, ...jobs.map(({ concurrency }) => concurrency)], 'queue')],
    [
      'environment.deployment',
      has(
        jobs.map(({ environment }) => environment),
        'deployment',
      ),
    ],
    ['schedule.timezone', has(schedules, 'timezone')],
  ]
  return found.flatMap(([key, isThere]) => (isThere ? [key] : []))
}
