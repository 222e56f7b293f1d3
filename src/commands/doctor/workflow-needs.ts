import type { CallRole, GrantedPermissions, WorkflowCall } from '../../github/workflows/workflow-calls.ts'

type Level = 'read' | 'write'
type Needs = Readonly<Record<string, Level>>

const JUDGED: Needs = { contents: 'read', checks: 'read', statuses: 'read', actions: 'read' }

/** What the token of a job needs for what it runs: `docs/permissions.md`. */
const NEEDS: Readonly<Record<CallRole, Needs>> = {
  deploy: { ...JUDGED, deployments: 'write' },
  plan: { contents: 'read' },
  reconcile: { contents: 'read', deployments: 'write', actions: 'write' },
  'notify-stale': { ...JUDGED, deployments: 'read', 'pull-requests': 'read' },
  deploybot: {
    ...{ contents: 'write', deployments: 'write', issues: 'write', 'pull-requests': 'write' },
    ...{ checks: 'read', statuses: 'read', actions: 'write' },
  },
  build: {},
}

/** What the called workflow asks for beside: GitHub starts none that asks for more than its caller has. */
const OF_WORKFLOW: Needs = { packages: 'read', attestations: 'read' }

/** The permissions that a call needs. `isServer`: of GitHub Enterprise Server, which does not know them all. */
export function needsOf({ role, isWorkflow, inputs }: WorkflowCall, isServer: boolean): Needs {
  if (role === 'build') {
    const isOnGitHub = inputs.image?.startsWith('ghcr.io/') === true && inputs.push !== 'false'
    return isOnGitHub ? { packages: 'write' } : {}
  }
  const { attestations, ...others } = OF_WORKFLOW
  const beside = isWorkflow ? { ...others, ...(isServer ? {} : { attestations }) } : {}
  return { ...NEEDS[role], ...beside } as Needs
}

/** Those that a job does not have; undefined where its file does not say. */
export function missingOf(needs: Needs, granted: GrantedPermissions): readonly string[] | undefined {
  if (granted === 'default') return undefined
  return Object.entries(needs).flatMap(([name, level]) => (has(granted, name, level) ? [] : [`${name}: ${level}`]))
}

function has(granted: Exclude<GrantedPermissions, 'default'>, name: string, level: Level): boolean {
  if (granted === 'write-all') return true
  if (granted === 'read-all') return level === 'read'
  const given = granted.get(name)
  return given === 'write' || given === level
}
