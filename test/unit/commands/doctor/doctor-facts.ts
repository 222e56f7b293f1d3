import { parse } from 'yaml'
import type { DoctorItem } from '../../../../src/commands/answer/doctor.ts'
import type { DoctorFacts } from '../../../../src/commands/doctor/facts.ts'
import type { Seen } from '../../../../src/commands/doctor/item.ts'
import type { EnvironmentSetup } from '../../../../src/github/setup/environments.ts'
import type { RepositorySettings } from '../../../../src/github/setup/repository-settings.ts'
import type { TrunkRules } from '../../../../src/github/setup/trunk-rules.ts'
import { workflowOf } from '../../../../src/github/workflows/read-workflows.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'

const SHA = 'a'.repeat(40)
const PERMISSIONS =
  'permissions: { contents: read, deployments: write, checks: read, statuses: read, actions: read, attestations: read, packages: read }'

/** A deploy workflow as the templates have it, pinned. */
export function deployWorkflow(
  on: string,
  permissions = PERMISSIONS,
  given = 'secret-env: ""',
  secrets = 'inherit',
): string {
  const uses = `uses: commit-train/commit-train/.github/workflows/deploy.yml@${SHA}`
  return `on: ${on}\njobs: { deploy: { ${permissions === '' ? '' : `${permissions}, `}${uses}, with: { ${given} }, secrets: ${secrets} } }\n`
}

export const BY_DISPATCH = '{ workflow_dispatch: { inputs: { deployment-id: , commit: , environment: } } }'

const SETTINGS: RepositorySettings = {
  ...{ name: 'acme/hello', branch: 'main', isPublic: false, archived: false, merges: ['squash'] },
  ...{ scopes: undefined, mayPush: true, server: undefined },
}

const ENVIRONMENT: EnvironmentSetup = { name: 'staging', reviewers: [], waitMinutes: 0, refs: 'any', appRules: [] }

const TRUNK: TrunkRules = {
  ...{ checks: ['test'], noForce: true, isProtected: true },
  pulls: { approvals: 1, codeOwners: true, methods: undefined },
}

export function read<T>(value: T): Seen<T> {
  return { isRead: true, value }
}

export const REFUSED: Seen<never> = {
  isRead: false,
  finding: { reason: 'github-forbidden', text: 'GitHub refused (403)' },
}

interface Given {
  readonly policy?: string
  readonly login?: string
  /** Texts of workflows by their names, beside those that reconcile. */
  readonly workflows?: Readonly<Record<string, string>>
  readonly settings?: Partial<RepositorySettings>
  readonly environments?: readonly Partial<EnvironmentSetup>[]
  readonly trunk?: Partial<TrunkRules>
}

const RECONCILE = `on: push\njobs: { a: { permissions: write-all, steps: [{ uses: commit-train/commit-train/actions/reconcile@${SHA} }] } }\n`

/** A repository that is set up as it should be, but for what is given. */
export function factsWith({
  policy,
  login = 'ada',
  workflows,
  settings,
  environments,
  trunk,
}: Given = {}): DoctorFacts {
  const files = { ...(workflows ?? { 'deploy.yml': deployWorkflow('deployment') }), 'reconcile.yml': RECONCILE }
  for (const text of Object.values(files)) parse(text)
  return {
    ...{ door: 'terminal', page: 'https://github.example/acme/hello' },
    settings: { ...SETTINGS, ...settings },
    policy: read(parsePolicy(policy ?? 'environments: { staging: }', { repository: 'hello' })),
    workflows: read({ login, branch: Object.entries(files).map(([file, text]) => workflowOf(file, text)) }),
    reads: new Map([['checks', read(true)]]),
    environments: read((environments ?? [{}]).map(one => ({ ...ENVIRONMENT, ...one }))),
    environmentRefs: new Map(),
    secrets: read({ repository: [], organization: [], environments: new Map([['staging', ['KUBECONFIG']]]) }),
    trunk: read({ ...TRUNK, ...trunk }),
    locks: undefined,
    cluster: undefined,
  }
}

/** What is wrong, in short: `warning trunk-unchecked required checks`. */
export function wrong(items: readonly DoctorItem[]): readonly string[] {
  return items
    .filter(({ state }) => state !== 'good' && state !== 'skipped')
    .map(({ state, code, object }) => `${state} ${code ?? '-'} ${object}`)
}
